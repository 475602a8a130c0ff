import { DeliveryError } from '../../src/errors.ts';
import type { Groups } from '../../src/platform/groups.ts';
import type { Text } from '../../src/text/language.ts';
import type { SlackApi } from './web-api.ts';

const METHOD = 'usergroups.users.update';

/** What helps, by the words of Slack that are about groups (docs.slack.dev/reference/methods/usergroups.users.update). */
const HINTS: Readonly<Record<string, Text>> = {
  missing_scope: {
    en: 'the app lacks the scope usergroups:write; add it as manifest.yml says, and install the app again',
    zh: '应用缺少 usergroups:write 权限；请按 manifest.yml 添加后重新安装',
  },
  permission_denied: {
    en: 'Slack does not let the app change user groups; an admin of the workspace has to allow it',
    zh: 'Slack 不允许该应用修改用户组，请由工作区管理员放行',
  },
  no_such_subteam: {
    en: 'there is no such user group; its id begins with S and is part of its address in Slack',
    zh: '没有该用户组；ID 以 S 开头，可在 Slack 中该组的链接里找到',
  },
  invalid_users: {
    en: 'Slack does not know one of the people on call, or has deactivated them; check their ids under people',
    zh: 'Slack 不认识或已停用其中某位值班人，请检查 people 中的 ID',
  },
  paid_teams_only: {
    en: 'user groups need a paid plan of Slack',
    zh: '用户组需要 Slack 付费套餐',
  },
};

const SAME: Readonly<Record<string, string>> = {
  subteam_not_found: 'no_such_subteam',
  user_not_found: 'invalid_users',
  not_allowed: 'permission_denied',
};

/** User groups of Slack, whose members a bot may set with the scope usergroups:write. */
export function createGroups(api: Pick<SlackApi, 'call'>): Groups {
  return {
    async setMembers(group, people) {
      try {
        await api.call(METHOD, { usergroup: group, users: people.join(',') }, { repeatable: true });
      } catch (error) {
        throw error instanceof DeliveryError ? explained(error) : error;
      }
    },
  };
}

function explained(error: DeliveryError): DeliveryError {
  const word = error.code.replace(/^slack\./, '');
  const hint = HINTS[SAME[word] ?? word];
  if (!hint) return error;
  return new DeliveryError(error.message, { code: error.code, hint, fate: 'refused' });
}
