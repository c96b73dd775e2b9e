import type { MailConfig } from '../config/mail-config.ts'
import type { RenderedLetter } from './letter.ts'

export interface Delivery {
  readonly id: string
  readonly address: string
  readonly letter: RenderedLetter
}

/** A mail server that took the mail, refused it for good, or could not take it now. */
export type DeliveryOutcome =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused' | 'later'; readonly fault: string }

export type Deliver = (delivery: Delivery) => Promise<DeliveryOutcome>

const CONNECT_MILLISECONDS = 10_000
const SILENCE_MILLISECONDS = 20_000

/** Hands mail to the configured server, one connection for each. Every header is set from values that were checked. */
export function createDeliver(config: MailConfig): Deliver {
  const domain = config.from.address.slice(config.from.address.lastIndexOf('@') + 1)
  // Loaded with the first letter: most processes send none.
  let opened: ReturnType<typeof openTransport> | null = null
  return async ({ id, address, letter }) => {
    try {
      opened ??= openTransport(config)
      const transport = await opened
      await transport.sendMail({
        from: config.from,
        // As an object and in the envelope: an address is never read as a list of several.
        to: { name: '', address },
        envelope: { from: config.from.address, to: [address] },
        // The same at every attempt, so that a mail taken twice is one to the reader.
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
      })
      return { kind: 'taken' }
    } catch (error) {
      return outcomeOf(error)
    }
  }
}

async function openTransport(config: MailConfig) {
  const { createTransport } = await import('nodemailer')
  return createTransport({
    host: config.host,
    port: config.port,
    secure: config.encryption === 'from-the-start',
    requireTLS: config.encryption === 'starttls',
    connectionTimeout: CONNECT_MILLISECONDS,
    greetingTimeout: CONNECT_MILLISECONDS,
    socketTimeout: SILENCE_MILLISECONDS,
    ...(config.user === null ? {} : { auth: { user: config.user, pass: config.password ?? '' } }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** The server's words may quote an address, so only codes are kept. A refused address stays refused; all else may pass. */
function outcomeOf(error: unknown): DeliveryOutcome {
  const facts = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>
  const code = typeof facts.code === 'string' ? facts.code : 'unknown'
  const answer = typeof facts.responseCode === 'number' ? facts.responseCode : null
  const fault = answer === null ? code : `${code} ${answer}`
  const isAboutAddress = code === 'EENVELOPE' || code === 'EMESSAGE'
  return { kind: isAboutAddress && answer !== null && answer >= 500 ? 'refused' : 'later', fault }
}
