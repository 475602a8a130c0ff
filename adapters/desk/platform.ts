import type { ChatPlatform } from '../../src/platform/chat-platform.ts';
import { deskDescription, deskPasswords } from './description.ts';
import { deskLogin } from './desk-login.ts';
import { createDeskAdapter } from './index.ts';

/** The desk: the page that Airdesk serves itself. */
export const desk: ChatPlatform = {
  ...deskDescription,
  join({
    settings,
    config,
    host,
    isStandIn,
    http,
    clock,
    log,
    newId,
    suggestions,
    completions,
    mayRead,
    mayAct,
    onWrongLogin,
    notice,
  }) {
    const login = deskLogin(config, host, deskPasswords(settings.files), log, isStandIn);
    if (!login) return undefined;
    const adapter = createDeskAdapter({
      ...{ http, clock, log, newId, login, suggestions, completions, onWrongLogin },
      mayRead: (userId, accounts) =>
        mayRead({ platform: deskDescription.key, userId, name: userId }, accounts),
      mayAct: (userId) => mayAct({ platform: deskDescription.key, userId, name: userId }),
      ...(notice && { notice }),
    });
    return { adapter, pins: adapter };
  },
};
