import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { EmbeddedPostgresError } from './fault.ts'
import { isRecord, type Owner, readJsonIfPresent, writePrivately } from './files.ts'

/** The random passwords of the three database roles; they never leave the data folder. */
export type DatabaseSecrets = {
  readonly superuserPassword: string
  readonly ownerPassword: string
  readonly applicationPassword: string
}

/** Reads the passwords, or makes them for a new folder. */
export function ensureSecrets(dataFolder: string, owner: Owner | undefined): DatabaseSecrets {
  const file = path.join(dataFolder, 'secrets.json')
  const known = asSecrets(readJsonIfPresent(file))
  if (known) return known
  if (existsSync(path.join(dataFolder, 'postgres'))) {
    throw new EmbeddedPostgresError(
      'embedded/password-unknown',
      `${file} is missing or damaged, so the database in ${dataFolder} cannot be opened. Put the file back from a copy.`,
    )
  }
  const made = { superuserPassword: password(), ownerPassword: password(), applicationPassword: password() }
  writePrivately({ file, content: `${JSON.stringify(made, null, 2)}\n`, owner })
  return made
}

function asSecrets(value: unknown): DatabaseSecrets | undefined {
  if (!isRecord(value)) return undefined
  const { superuserPassword, ownerPassword, applicationPassword } = value
  if (typeof superuserPassword !== 'string' || typeof ownerPassword !== 'string') return undefined
  if (typeof applicationPassword !== 'string') return undefined
  return { superuserPassword, ownerPassword, applicationPassword }
}

function password(): string {
  return randomBytes(24).toString('base64url')
}
