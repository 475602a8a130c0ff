/** A browser as far as sign-ins go: it follows redirects, keeps cookies by host, and keeps SameSite. */
export interface Browser {
  /** Goes there, and on where it is sent. `from`: the site whose link it is. */
  open(address: string, from?: string): Promise<Page>;
  /** What a page of the site does. */
  fetch(address: string, init?: RequestInit): Promise<Response>;
  cookie(name: string): string | undefined;
  /** The whole header by which a cookie was set. */
  readonly setCookies: readonly string[];
  set(name: string, value: string): void;
}

/** What a browser was answered with, redirects followed. */
export interface Page {
  readonly address: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

interface Jar {
  readonly value: string;
  readonly isStrict: boolean;
  readonly path: string;
}

/** Creates one. `headers` go with every request, as a proxy would add them. */
export function createBrowser(headers: Record<string, string> = {}): Browser {
  const jars = new Map<string, Map<string, Jar>>();
  const setCookies: string[] = [];

  function cookiesFor(url: URL, isCrossSite: boolean): string {
    return [...(jars.get(url.host) ?? [])]
      .filter(([, { isStrict, path }]) => !(isStrict && isCrossSite) && url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }

  function keep(url: URL, response: Response): void {
    for (const header of response.headers.getSetCookie()) {
      setCookies.push(header);
      const [pair = ''] = header.split(';');
      const [name = '', value = ''] = pair.split('=');
      const jar = jars.get(url.host) ?? new Map<string, Jar>();
      jars.set(url.host, jar);
      if (/max-age=0/i.test(header)) jar.delete(name);
      else
        jar.set(name, {
          value,
          isStrict: /samesite=strict/i.test(header),
          path: /path=([^;]+)/i.exec(header)?.[1] ?? '/',
        });
    }
  }

  return {
    setCookies,
    async open(address, from) {
      let url = new URL(address);
      let isCrossSite = from !== undefined;
      for (let hops = 0; hops < 10; hops++) {
        const cookie = cookiesFor(url, isCrossSite);
        const response = await fetch(url, {
          redirect: 'manual',
          headers: {
            ...headers,
            'sec-fetch-site': isCrossSite ? 'cross-site' : 'same-origin',
            ...(cookie !== '' && { cookie }),
          },
        });
        keep(url, response);
        const location = response.headers.get('location');
        if (location === null)
          return {
            address: url.href,
            status: response.status,
            text: await response.text(),
            headers: response.headers,
          };
        const next = new URL(location, url);
        // Once on another site, the whole chain counts as from there.
        isCrossSite ||= next.host !== url.host;
        url = next;
      }
      throw new Error('sent around in circles');
    },
    async fetch(address, init = {}) {
      const url = new URL(address);
      const response = await fetch(url, {
        ...init,
        headers: {
          ...headers,
          'content-type': 'application/json',
          origin: url.origin,
          cookie: cookiesFor(url, false),
          ...(init.headers as Record<string, string> | undefined),
        },
      });
      keep(url, response);
      return response;
    },
    cookie: (name) => [...jars.values()].flatMap((jar) => jar.get(name)?.value ?? [])[0],
    set(name, value) {
      for (const jar of jars.values()) {
        const known = jar.get(name);
        if (known) jar.set(name, { ...known, value });
      }
    },
  };
}
