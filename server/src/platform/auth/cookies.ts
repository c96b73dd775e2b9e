import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config/config.ts'

/** Without use a session ends after this long. */
export const IDLE_SECONDS = 12 * 3_600
/** However much it is used, a session ends this long after sign-in. */
export const ABSOLUTE_SECONDS = 30 * 86_400

export function isSecure(config: Config): boolean {
  return config.publicUrl?.startsWith('https:') ?? false
}

/** `__Host-` cookies need TLS; on a plain loopback address the name has no prefix. */
export function cookiePrefix(config: Config): string {
  return isSecure(config) ? '__Host-mainstay' : 'mainstay'
}

export function sessionCookieName(config: Config): string {
  return `${cookiePrefix(config)}.session_token`
}

/** The session token of a Cookie header, once its signature is proven. */
export function readSessionToken(header: string | undefined, name: string, secret: string): string | null {
  const value = findCookie(header, name)
  if (value === null) return null
  const dot = value.lastIndexOf('.')
  if (dot < 1) return null
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const expected = createHmac('sha256', secret).update(token).digest()
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

function findCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=')
    if (equals < 0 || part.slice(0, equals).trim() !== name) continue
    try {
      return decodeURIComponent(part.slice(equals + 1).trim())
    } catch {
      return null
    }
  }
  return null
}
