import { CHANNEL, userId } from '../../paths/stage/driver.ts';
import type { FakePerson } from '../../fakes/discord/fake-discord.ts';

/** Somebody who may do everything. */
export const LEAD: FakePerson = { id: userId('discord', 'lead'), username: 'lead' };
/** The same in Chinese. */
export const CHEN: FakePerson = { id: userId('discord', 'chen'), username: 'chen', locale: 'zh-CN' };
/** The channel in which everybody talks. */
export const ON_AIR = CHANNEL.discord;
