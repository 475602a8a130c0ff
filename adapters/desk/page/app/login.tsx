import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { start } from '../state/begin.ts';
import type { Setup } from '../wire/setup.ts';
import { Refused, send } from '../wire/send.ts';
import { words } from '../words/words.ts';

/** The login: by the company's provider, by a password, or both. */
export function Login({ setup }: { readonly setup: Setup }): JSX.Element {
  const [problem, tell] = useState('');
  const user = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  async function enter(): Promise<void> {
    tell('');
    try {
      const name = user.current?.value.trim() ?? '';
      await send('/desk/login', { user: name, password: password.current?.value ?? '' });
      if (password.current) password.current.value = '';
      await start();
    } catch (error) {
      tell(error instanceof Refused ? error.message : words().noConnection);
      password.current?.select();
    }
  }

  return (
    <div class="scroller">
      <section class="sheet login">
        {setup.company && (
          <p>
            <a href="/desk/company" class="action primary">
              {words().company}
            </a>
          </p>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void enter();
          }}
        >
          <h2>{words().login}</h2>
          {setup.login === 'password' && (
            <>
              <div class="field">
                <label for="login-user">{words().user}</label>
                <input
                  id="login-user"
                  type="text"
                  required
                  autofocus
                  autocomplete="username"
                  autocapitalize="off"
                  spellcheck={false}
                  ref={user}
                />
              </div>
              <div class="field">
                <label for="login-password">{words().password}</label>
                <input
                  id="login-password"
                  type="password"
                  required
                  autocomplete="current-password"
                  ref={password}
                />
              </div>
              <p class="problem" role="alert">
                {problem}
              </p>
              <div class="buttons">
                <button type="submit" class="action primary">
                  {words().logIn}
                </button>
              </div>
            </>
          )}
        </form>
      </section>
    </div>
  );
}
