import type { Me } from './types';

/** What the server says of a question that it cannot answer: what, where, and what to do. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

type Query = Record<string, string | number | boolean | null | undefined | readonly string[]>;

let csrf = '';
let whenLoggedOut: () => void = () => undefined;

/** Says what is done when the server knows this browser no longer. */
export function onLoggedOut(act: () => void): void {
  whenLoggedOut = act;
}

/** Asks who is here, and keeps the word that every change must carry. */
export async function fetchMe(): Promise<Me> {
  const me = await ask<Me>('GET', '/api/me');
  csrf = me.csrf;
  return me;
}

/** The answer to a question. `signal` ends the asking. */
export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return ask<T>('GET', path + writeQuery(query), undefined, signal);
}

/** Sends a change: JSON, or a form with files. */
export function post<T>(path: string, body: unknown = {}): Promise<T> {
  return ask<T>('POST', path, body);
}

export function patch<T>(path: string, body: unknown): Promise<T> {
  return ask<T>('PATCH', path, body);
}

export function del<T>(path: string): Promise<T> {
  return ask<T>('DELETE', path);
}

/** A question's own words as an address has them; what is not given is left out. */
export function writeQuery(query: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '' || value === false) continue;
    if (Array.isArray(value)) for (const each of value as readonly string[]) params.append(name, each);
    else params.set(name, String(value));
  }
  const written = params.toString();
  return written && `?${written}`;
}

/** An error in words for a person, whatever was thrown. */
export function sayError(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return error instanceof Error ? error.message : String(error);
}

async function ask<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Onrecord-CSRF'] = csrf;
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers['Content-Type'] = 'application/json';
  const payload = body === undefined ? null : isForm ? body : JSON.stringify(body);
  let answer: Response;
  try {
    answer = await fetch(path, { method, headers, body: payload, credentials: 'same-origin', signal: signal ?? null });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, 'The desk does not answer. See whether “onrecord desk” still runs, then try again.');
  }
  if (answer.status === 401 && path !== '/api/login') whenLoggedOut();
  if (!answer.ok) throw new ApiError(answer.status, await readError(answer));
  if (answer.status === 204) return undefined as T;
  return (await answer.json()) as T;
}

async function readError(answer: Response): Promise<string> {
  const plain = `The desk answered ${answer.status} to ${new URL(answer.url).pathname}. Try again; if it stays, look at the terminal that runs it.`;
  try {
    const said = (await answer.json()) as { error?: unknown; detail?: unknown };
    return typeof said.error === 'string' ? said.error : typeof said.detail === 'string' ? said.detail : plain;
  } catch {
    return plain;
  }
}
