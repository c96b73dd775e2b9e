import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const PLACES = '/usr/lib/postgresql'

/** The load generator of PostgreSQL, where it is installed; the embedded database does not bring it. */
export function findPgbench(): string | null {
  const versions = existsSync(PLACES) ? readdirSync(PLACES).map((version) => join(PLACES, version, 'bin')) : []
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...versions.sort().reverse()]
  return folders.map((folder) => join(folder, 'pgbench')).find((path) => existsSync(path)) ?? null
}

interface Load {
  readonly url: string
  readonly folder: string
  readonly scripts: readonly string[]
  readonly seconds: number
  readonly clients: number
}

/** Transactions a second that the scripts reach, each as often as the others, with several clients at once. */
export async function runPgbench(program: string, load: Load): Promise<number> {
  const files = load.scripts.map((_, index) => join(load.folder, `script-${index}.sql`))
  for (const [index, script] of load.scripts.entries()) await writeFile(files[index] ?? '', script)
  const url = new URL(load.url)
  const args = ['--no-vacuum', '--client', String(load.clients), '--time', String(load.seconds)]
  const { stdout } = await promisify(execFile)(
    program,
    [...args, ...files.flatMap((file) => ['--file', file]), url.pathname.slice(1)],
    {
      env: {
        ...process.env,
        PGHOST: url.hostname,
        PGPORT: url.port,
        PGUSER: url.username,
        PGPASSWORD: decodeURIComponent(url.password),
        PGSSLMODE: 'disable',
      },
    },
  )
  const rate = /tps = ([\d.]+)/.exec(stdout)?.[1]
  if (rate === undefined) throw new Error(`pgbench told no rate: ${stdout}`)
  return Number(rate)
}
