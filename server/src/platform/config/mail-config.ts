import { isMailAddress } from '../mail/address.ts'
import type { ConfigFault } from './config-fault.ts'
import type { Environment } from './env.ts'

/** Where mail is handed over, and under which name. */
export interface MailConfig {
  readonly host: string
  readonly port: number
  /** From the first byte (smtps), by STARTTLS, or not at all; the last only on this machine or when asked for. */
  readonly encryption: 'from-the-start' | 'starttls' | 'none'
  readonly user: string | null
  readonly password: string | null
  readonly from: { readonly name: string; readonly address: string }
}

const SMTP_FAULT =
  'must look like smtps://user:password@mail.example.com:465 or smtp://mail.example.com:587 (a password with special characters is percent-encoded)'
const FROM_FAULT = 'must be a mail address, or a name with one: Mainstay <mainstay@example.com>'
const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** The settings about mail; null without MAINSTAY_SMTP_URL. No fault repeats the address, which holds a password. */
export function readMailConfig(env: Environment, faults: ConfigFault[]): MailConfig | null {
  const text = env.MAINSTAY_SMTP_URL
  const from = readFrom(env.MAINSTAY_MAIL_FROM ?? '')
  if (!text) {
    if (env.MAINSTAY_MAIL_FROM)
      faults.push({ name: 'MAINSTAY_SMTP_URL', fault: 'is missing while MAINSTAY_MAIL_FROM is set' })
    return null
  }
  if (!from) faults.push({ name: 'MAINSTAY_MAIL_FROM', fault: FROM_FAULT })
  const server = readServer(text)
  if (!server) faults.push({ name: 'MAINSTAY_SMTP_URL', fault: SMTP_FAULT })
  return server && from ? { ...server, from } : null
}

function readServer(text: string): Omit<MailConfig, 'from'> | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isImplicit = url.protocol === 'smtps:'
  if ((!isImplicit && url.protocol !== 'smtp:') || url.hostname === '') return null
  const mayBeOpen = LOOPBACK.has(url.hostname) || url.searchParams.get('tls') === 'none'
  const user = decoded(url.username)
  const password = decoded(url.password)
  if (user === undefined || password === undefined) return null
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (isImplicit ? 465 : 587) : Number(url.port),
    encryption: isImplicit ? 'from-the-start' : mayBeOpen ? 'none' : 'starttls',
    user,
    password,
  }
}

function decoded(part: string): string | null | undefined {
  try {
    return part === '' ? null : decodeURIComponent(part)
  } catch {
    return undefined
  }
}

function readFrom(text: string): MailConfig['from'] | null {
  const match = /^\s*(?:"?([^"<>\p{Cc}]{0,100}?)"?\s*<([^<>]+)>|([^<>\s]+))\s*$/u.exec(text)
  const address = match?.[2]?.trim() ?? match?.[3] ?? ''
  return isMailAddress(address) ? { name: match?.[1]?.trim() || 'Mainstay', address } : null
}
