import { pino } from 'pino'

/** Category of a log line, from a closed list. */
export type LogCategory = 'server' | 'http' | 'db' | 'jobs' | 'auth' | 'audit' | 'mail' | 'import' | 'economics'

export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>

/** ERROR means that somebody must act now. Facts never hold names, mails or amounts of customers. */
export interface Log {
  debug(category: LogCategory, message: string, facts?: LogFacts): void
  info(category: LogCategory, message: string, facts?: LogFacts): void
  warn(category: LogCategory, message: string, facts?: LogFacts): void
  error(category: LogCategory, message: string, facts?: LogFacts): void
}

/** One JSON object a line on standard error; line breaks and escapes in values are encoded by JSON itself. */
export function createLog(level: string): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  )
  const write =
    (method: 'debug' | 'info' | 'warn' | 'error') =>
    (category: LogCategory, message: string, facts: LogFacts = {}) => {
      logger[method]({ category, ...facts }, message)
    }
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
}
