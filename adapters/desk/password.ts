import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * A check of user name and password against a list (which comes from the environment or a secret file, never from
 * airdesk.yaml). Compares every entry each time, so that the time taken tells neither names nor passwords.
 */
export function createPasswordCheck(
  passwords: Readonly<Record<string, string>>,
): (user: string, password: string) => Promise<boolean> {
  const known = Object.entries(passwords).map(
    ([user, password]) => [digest(user), digest(password)] as const,
  );
  return async (user, password) => {
    const [givenUser, givenPassword] = [digest(user), digest(password)];
    let right = false;
    for (const [knownUser, knownPassword] of known) {
      const sameUser = timingSafeEqual(knownUser, givenUser);
      const samePassword = timingSafeEqual(knownPassword, givenPassword);
      right = (sameUser && samePassword) || right;
    }
    return right;
  };
}
