import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  readonly to: readonly string[]
  readonly from: string
  /** Headers as they came, unfolded, one to a line. */
  readonly headers: string
  /** Everything after the headers, decoded. */
  readonly body: string
}

/** What the mail server does to whoever wants to hand over a mail. */
export type Mood = 'takes' | 'busy' | 'refuses'

/** A real mail server on this machine, for tests. */
export interface Mailbox {
  readonly port: number
  readonly received: readonly ReceivedMail[]
  mood: Mood
  /** Takes the server away, or brings it back on the same port. */
  close(): Promise<void>
  reopen(): Promise<void>
}

function decode(text: string): string {
  const bytes = text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

function parse(raw: string): Pick<ReceivedMail, 'headers' | 'body'> {
  const end = raw.indexOf('\r\n\r\n')
  return { headers: raw.slice(0, end).replaceAll(/\r\n[ \t]+/g, ' '), body: decode(raw.slice(end + 4)) }
}

const refusal = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })

export async function openMailbox(): Promise<Mailbox> {
  const received: ReceivedMail[] = []
  let server: SMTPServer | null = null
  let port = 0
  const mailbox: Mailbox & { mood: Mood } = {
    get port() {
      return port
    },
    received,
    mood: 'takes',
    close: async () => {
      const closing = server
      server = null
      if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()))
    },
    reopen: async () => {
      const opened = new SMTPServer({
        authOptional: true,
        disabledCommands: ['STARTTLS'],
        onRcptTo: (address, _session, done) => {
          if (mailbox.mood === 'busy') return done(refusal(451, `4.3.2 try later ${address.address}`))
          if (mailbox.mood === 'refuses') return done(refusal(550, `5.1.1 no such user ${address.address}`))
          return done()
        },
        onData: (stream, session, done) => {
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            const { mailFrom, rcptTo } = session.envelope
            received.push({
              to: rcptTo.map((recipient) => recipient.address),
              from: mailFrom === false ? '' : mailFrom.address,
              ...parse(Buffer.concat(chunks).toString('latin1')),
            })
            done()
          })
        },
      })
      await new Promise<void>((resolve) => opened.listen(port, '127.0.0.1', resolve))
      port = (opened.server.address() as AddressInfo).port
      server = opened
    },
  }
  await mailbox.reopen()
  return mailbox
}
