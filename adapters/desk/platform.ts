import { createCameOverTls, trustedProxies } from '../../src/http/trusted-proxies.ts';
import type { ChatPlatform, PlatformSurroundings } from '../../src/platform/chat-platform.ts';
import type { Records } from '../../src/platform/records.ts';
import type { RecordsForReaders } from './readers.ts';
import { createProvider } from './company/provider.ts';
import { companySettings } from './company/settings.ts';
import { deskDescription, deskPasswordsNow } from './description.ts';
import { deskLogin } from './desk-login.ts';
import { createDeskAdapter, type DeskOptions } from './index.ts';

const { key } = deskDescription;

/** The desk: the page that Airdesk serves itself. */
export const desk: ChatPlatform = {
  ...deskDescription,
  async join(surroundings) {
    const { settings, config, host, isStandIn, http, clock, log, newId, lines } = surroundings;
    const { mayAct, onWrongLogin, notice, breaks, sessions, live, records } = surroundings;
    const { variables } = settings;
    const company = companyOf(surroundings);
    const login = deskLogin(
      config,
      host,
      deskPasswordsNow(settings.files),
      log,
      isStandIn,
      company !== undefined,
    );
    if (!login) return undefined;
    const publicUrl = variables['AIRDESK_URL'] ?? '';
    const isTrusted = trustedProxies(variables);
    const adapter = createDeskAdapter({
      ...{ http, clock, log, newId, login, onWrongLogin, sessions },
      lines: (userId, language) => {
        const actor = actorOf(userId, groupsOf(surroundings, userId));
        const coming = { actor, place: { platform: key, channelId: deskDescription.home ?? key } };
        return {
          suggestions: lines.suggestions(language, coming),
          completions: lines.completions(language, coming),
        };
      },
      isTrusted,
      cameOverTls: createCameOverTls(isTrusted, publicUrl.startsWith('https://')),
      mayRead: (userId, accounts) =>
        surroundings.mayRead(actorOf(userId, groupsOf(surroundings, userId)), accounts),
      mayAct: (userId) => mayAct(actorOf(userId, groupsOf(surroundings, userId))),
      ...(live && {
        live: {
          now: () => live.now(),
          watch: (hear) => live.watch(hear),
          maySee: (userId, event) => live.maySee(actorOf(userId, groupsOf(surroundings, userId)), event),
        },
      }),
      ...(records && { records: recordsFor(surroundings, records) }),
      ...(company && { company }),
      ...(notice && { notice }),
      ...(breaks && { breaks }),
    });
    settings.onExchanged?.(adapter.lookAtPasswords);
    return { adapter, pins: adapter };
  },
};

function recordsFor(surroundings: PlatformSurroundings, records: Records): RecordsForReaders {
  const reader = (userId: string) => actorOf(userId, groupsOf(surroundings, userId));
  const channel = deskDescription.home ?? key;
  return {
    acts: (userId, asked) => records.acts(reader(userId), channel, asked),
    alerts: (userId, asked) => records.alerts(reader(userId), asked),
    alert: (userId, id) => records.alert(reader(userId), id),
    askedFor: (userId, proposal) => records.askedFor(reader(userId), proposal),
  };
}

function companyOf({ settings, config, clock, mayRead }: PlatformSurroundings): DeskOptions['company'] {
  const company = companySettings(settings, settings.variables['AIRDESK_URL']);
  if (!company) return undefined;
  return {
    settings: company,
    provider: createProvider(company, clock),
    people: Object.values(config.people).flatMap(({ ids }) => ids[key] ?? []),
    counted: (groups) => groups.filter((group) => Object.hasOwn(config.platformRoles, `${key}:${group}`)),
    isKnown: (userId, groups) => mayRead(actorOf(userId, groups), []),
  };
}

/** The groups of somebody's sessions, all together. */
function groupsOf({ sessions }: PlatformSurroundings, userId: string): readonly string[] {
  return sessions.all().flatMap((session) => (session.userId === userId ? (session.groups ?? []) : []));
}

function actorOf(userId: string, groups: readonly string[]) {
  return { platform: key, userId, name: userId, platformRoles: groups };
}
