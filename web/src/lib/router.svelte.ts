import type { Component } from 'svelte';

/** A page: what its address looks like, what it is called, and how it is loaded when first asked for. */
export interface Route {
  path: string;
  title: string;
  load: () => Promise<{ default: Component<{ params: Params }> | Component }>;
  /** Shown to who is not known yet. */
  isOpen?: boolean;
}

export type Params = Record<string, string>;

export interface Matched {
  route: Route;
  params: Params;
}

/** Where the browser stands. Read `location.path` and `location.query` in a component and it follows. */
class Location {
  path = $state(window.location.pathname);
  query = $state(window.location.search);
  /** What comes after the sign #. */
  hash = $state(window.location.hash);

  follow(): void {
    this.path = window.location.pathname;
    this.query = window.location.search;
    this.hash = window.location.hash;
  }

  /** The value of one part of the query. */
  param(name: string): string | null {
    return new URLSearchParams(this.query).get(name);
  }
}

export const location = new Location();

/** A query that is not in the browser's address yet: browsers refuse hundreds of changes within seconds, as a dragged brush makes. */
let unwritten: ReturnType<typeof setTimeout> | undefined;
const WRITE_AFTER = 150;

function write(): void {
  if (unwritten === undefined) return;
  clearTimeout(unwritten);
  unwritten = undefined;
  history.replaceState(history.state, '', window.location.pathname + location.query);
}

/** Goes to an address of the desk. `replace` leaves no step for Back. */
export function go(address: string, { replace = false, keepScroll = false } = {}): void {
  write();
  if (address === window.location.pathname + window.location.search + window.location.hash) return;
  const samePath = address.split(/[?#]/)[0] === window.location.pathname;
  if (replace) history.replaceState(history.state, '', address);
  else history.pushState(null, '', address);
  location.follow();
  if (!samePath && !keepScroll) window.scrollTo(0, 0);
}

/** Makes this the query of the page at once, and writes it into the address a moment later; no step is left for Back. */
export function setQuery(query: string): void {
  if (query === location.query) return;
  location.query = query;
  clearTimeout(unwritten);
  unwritten = setTimeout(write, WRITE_AFTER);
}

/** The route of an address, with the parts of it that have names. */
export function matchRoute(routes: readonly Route[], path: string): Matched | null {
  const asked = path.split('/').filter(Boolean);
  for (const route of routes) {
    const parts = route.path.split('/').filter(Boolean);
    if (parts.length !== asked.length) continue;
    const params: Params = {};
    const fits = parts.every((part, at) => {
      const given = asked[at] as string;
      if (!part.startsWith(':')) return part === given;
      params[part.slice(1)] = decodeURIComponent(given);
      return true;
    });
    if (fits) return { route, params };
  }
  return null;
}

/** Makes plain links of the desk's own pages go without loading it anew. Returns what undoes it. */
export function listen(): () => void {
  const follow = (): void => {
    clearTimeout(unwritten);
    unwritten = undefined;
    location.follow();
  };
  const click = (event: MouseEvent): void => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = (event.target as Element | null)?.closest('a[href]');
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute('download')) return;
    if (link.origin !== window.location.origin || link.pathname.startsWith('/api/')) return;
    if (link.hash && link.pathname === window.location.pathname && link.search === window.location.search) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  };
  window.addEventListener('popstate', follow);
  window.addEventListener('pagehide', write);
  document.addEventListener('click', click);
  return () => {
    window.removeEventListener('popstate', follow);
    window.removeEventListener('pagehide', write);
    document.removeEventListener('click', click);
  };
}
