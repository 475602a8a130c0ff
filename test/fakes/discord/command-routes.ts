import { done, no, nothing, read, type RouteAnswer } from './answers.ts';
import { CommandSchema, type FakeCommand } from './command-schema.ts';
import type { Guild } from './guild.ts';
import { type Route, route, type RouteCall } from './route.ts';

/** The routes on which commands are registered, everywhere or in one server. */
export function createCommandRoutes(guild: Guild): readonly Route[] {
  const scopeOf = ({ params }: RouteCall) => params['guild'] ?? 'global';
  const listOf = (call: RouteCall) => guild.commands.get(scopeOf(call)) ?? [];
  function stored(body: unknown, known?: FakeCommand): { command: FakeCommand } | { refused: RouteAnswer } {
    const parsed = read(CommandSchema, known ? { ...withoutIds(known), ...(body as object) } : body);
    if ('refused' in parsed) return parsed;
    return { command: { ...parsed.data, id: known?.id ?? guild.newId(), version: guild.newId() } };
  }
  function putCommand(call: RouteCall): RouteAnswer {
    const name = (call.body as { name?: unknown } | undefined)?.name;
    const list = listOf(call);
    const known = list.find((command) => command.id === call.params['command'] || command.name === name);
    if (call.params['command'] !== undefined && !known) return no(404, 10_063, 'Unknown application command');
    const result = stored(call.body, known);
    if ('refused' in result) return result.refused;
    const rest = list.filter((command) => command.id !== known?.id);
    if (rest.length >= 100) return no(400, 30_032, 'Maximum number of application commands reached (100)');
    guild.commands.set(scopeOf(call), [...rest, result.command]);
    return done(result.command, known ? 200 : 201);
  }
  function putCommands(call: RouteCall): RouteAnswer {
    if (!Array.isArray(call.body) || call.body.length > 100) return no(400, 50_035, 'Invalid Form Body');
    const known = listOf(call);
    const results = (call.body as { name?: unknown }[]).map((body) =>
      stored(
        body,
        known.find(({ name }) => name === body.name),
      ),
    );
    const refused = results.find((result) => 'refused' in result);
    if (refused) return refused.refused;
    const list = results.flatMap((result) => ('command' in result ? [result.command] : []));
    guild.commands.set(scopeOf(call), list);
    return done(list);
  }
  function deleteCommand(call: RouteCall): RouteAnswer {
    const list = listOf(call);
    const rest = list.filter(({ id }) => id !== call.params['command']);
    if (rest.length === list.length) return no(404, 10_063, 'Unknown application command');
    guild.commands.set(scopeOf(call), rest);
    return nothing;
  }

  const commands = '/applications/(?<application>\\d+)(?:/guilds/(?<guild>\\d+))?/commands';
  const command = `${commands}/(?<command>\\d+)`;
  return [
    route('list commands', 'GET', commands, (call) => done(listOf(call))),
    route('create command', 'POST', commands, putCommand),
    route('put commands', 'PUT', commands, putCommands),
    route('edit command', 'PATCH', command, putCommand),
    route('delete command', 'DELETE', command, deleteCommand),
  ];
}

function withoutIds(command: FakeCommand): object {
  return Object.fromEntries(Object.entries(command).filter(([name]) => name !== 'id' && name !== 'version'));
}
