import { createReadStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom } from 'pg-copy-streams'
import { type LedgerShape, writeLedger } from './generated-ledger.ts'
import { type Ground, layGround } from './ground.ts'
import { type Finding, round, timeOnce } from './measure.ts'
import { runCommand } from './served-program.ts'

const LINES = 1_000_000
const CUSTOMERS = 20_000

/** The same file copied into a bare table without any index or check: the floor nobody gets below. */
async function bareCopy(ground: Ground, file: string): Promise<number> {
  const client = await ground.superuser.connect()
  try {
    await client.query(
      `create table bare_line (invoice_no text, line_no text, invoice_date date, customer_code text, product_code text, quantity numeric, unit_price numeric, discount_amount numeric, net_amount numeric, cost_amount numeric, freight_amount numeric, currency text, salesperson_code text)`,
    )
    const { seconds } = await timeOnce(() =>
      pipeline(createReadStream(file), client.query(copyFrom('copy bare_line from stdin (format csv, header)'))),
    )
    await client.query('drop table bare_line')
    return seconds
  } finally {
    client.release()
  }
}

async function importOnce(ground: Ground, slug: string, lines: number, shape: LedgerShape) {
  const folder = join(ground.folder, slug)
  await mkdir(folder)
  const { linesFile } = await writeLedger(folder, { customers: CUSTOMERS, lines }, shape)
  const copies = [await bareCopy(ground, linesFile), await bareCopy(ground, linesFile)]
  await runCommand(['workspace', 'create', slug, '--name', slug, '--currency', 'USD', '--data', ground.dataFolder])
  const run = await runCommand(['import', folder, '--workspace', slug, '--json', '--data', ground.dataFolder])
  const report = JSON.parse(run.output) as { files: { kind: string; inserted: number; rejected: number }[] }
  const inserted = report.files.find((file) => file.kind === 'invoice_lines')?.inserted ?? 0
  if (inserted !== lines) throw new Error(`expected ${lines} lines, ${inserted} came in`)
  return { copySeconds: Math.min(...copies), ...run }
}

/** From files to a ranked portfolio on the command line, its start included, against the bare copy; half the lines first. */
export async function benchImport(): Promise<Finding[]> {
  const ground = await layGround()
  try {
    const half = await importOnce(ground, 'half', LINES / 2, 'invoices')
    const whole = await importOnce(ground, 'whole', LINES, 'invoices')
    const scattered = await importOnce(ground, 'scattered', LINES, 'scattered')
    const ratio = whole.seconds / whole.copySeconds
    const scatteredRatio = scattered.seconds / scattered.copySeconds
    return [
      {
        name: 'import of 1,000,000 invoice lines to a ranked portfolio',
        bar: 'at most 6 times a bare COPY of the same file',
        measured: { seconds: round(whole.seconds), bareCopySeconds: round(whole.copySeconds), ratio: round(ratio) },
        isReached: ratio <= 6,
      },
      {
        name: 'the same where hardly two lines add up',
        bar: 'at most 6 times a bare COPY of the same file',
        measured: {
          seconds: round(scattered.seconds),
          bareCopySeconds: round(scattered.copySeconds),
          ratio: round(scatteredRatio),
          peakMegabytes: round(scattered.peakMegabytes, 0),
        },
        isReached: scatteredRatio <= 6,
      },
      {
        name: 'memory of the importing process',
        bar: 'flat, under 400 MB',
        measured: {
          peakMegabytesHalf: round(half.peakMegabytes, 0),
          peakMegabytesWhole: round(whole.peakMegabytes, 0),
        },
        isReached: whole.peakMegabytes < 400,
      },
      {
        name: 'growth of the import when the lines double',
        bar: 'at most 2.2 times the time',
        measured: {
          secondsHalf: round(half.seconds),
          secondsWhole: round(whole.seconds),
          ratio: round(whole.seconds / half.seconds),
        },
        isReached: whole.seconds / half.seconds <= 2.2,
      },
    ]
  } finally {
    await ground.stop()
  }
}
