import type { Command } from 'commander'
import { CommandFault } from './command-fault.ts'

/** The data folder, given before or after the command's name. */
export function dataFolderOf(command: Command): string | null {
  const value: unknown = command.optsWithGlobals().data
  return typeof value === 'string' ? value : null
}

export function requirePort(text: string | undefined): number | null {
  if (text === undefined) return null
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new CommandFault(`--port must be a number from 0 to 65535, not "${text}"`)
}

export function requireDate(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const isDate =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)
  if (!isDate) throw new CommandFault(`--${name} must be a date such as 2026-10-31, not "${text}"`)
  return text
}

/** The result of a command: JSON for programs, or a plain text for people. */
export function printResult(result: unknown, isJson: boolean, asText: () => string): void {
  process.stdout.write(isJson ? `${JSON.stringify(result, null, 2)}\n` : `${asText()}\n`)
}
