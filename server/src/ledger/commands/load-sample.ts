import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type SampleFile, sampleCompany, sampleCsv } from '@mainstay/demo'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { actorOf, type CallContext } from '../../platform/http/call.ts'
import { type CallOrigin, noOrigin } from '../../platform/use-case.ts'
import { performImport } from '../import-runner.ts'
import { insertImport } from '../import-store.ts'
import { type ImportDetail, readImport } from '../queries/read-import.ts'
import { SAMPLE_SOURCE } from '../sample-source.ts'
import { workspaceFolder } from '../storage.ts'
import { addFile, type Look, lookInto } from './change-files.ts'
import { markRequested } from './request-run.ts'

interface WrittenFile {
  readonly key: string
  readonly bytes: number
  readonly name: string
  readonly seen: Awaited<ReturnType<typeof lookInto>>
}

/**
 * The invented company keeps its books in the workspace's own currency: that currency and the sample's change places
 * everywhere, so that rates and amounts stay consistent.
 */
function inCurrency(file: SampleFile, sampleCurrency: string, reportingCurrency: string): SampleFile {
  const column = file.header.indexOf('currency')
  if (column < 0 || sampleCurrency === reportingCurrency) return file
  const swap = new Map([
    [sampleCurrency, reportingCurrency],
    [reportingCurrency, sampleCurrency],
  ])
  return {
    ...file,
    rows: function* () {
      for (const row of file.rows())
        yield row.map((cell, index) => (index === column ? (swap.get(cell) ?? cell) : cell))
    },
  }
}

/** Writes the files of the sample company where uploads lie, and looks into each as into an upload. */
async function writeSample(context: AreaContext, actor: Actor): Promise<WrittenFile[]> {
  const folder = workspaceFolder(context.filesFolder, actor.workspaceId)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const written: WrittenFile[] = []
  const sample = sampleCompany()
  for (const original of sample.files) {
    const file = inCurrency(original, sample.currency, actor.reportingCurrency)
    const key = randomUUID()
    const path = join(folder, key)
    await pipeline(Readable.from(sampleCsv(file)), createWriteStream(path, { mode: 0o600 }))
    const look: Look = { path, name: file.name, kind: file.kind }
    const seen = await lookInto(context, look, { reportingCurrency: actor.reportingCurrency, remembered: {} })
    written.push({ key, name: file.name, bytes: (await stat(path)).size, seen })
  }
  return written
}

async function startSample(
  context: AreaContext,
  actor: Actor,
  options: { readonly origin: CallOrigin; readonly inBackground: boolean },
): Promise<ImportDetail> {
  const files = await writeSample(context, actor)
  return context.useCases.command(actor, options.origin, async (scope) => {
    const id = await insertImport(scope, SAMPLE_SOURCE)
    for (const { key, name, bytes, seen } of files)
      await addFile(scope, { id: randomUUID(), importId: id, name, bytes, storageKey: key }, seen)
    await markRequested(scope, id, 'apply')
    if (options.inBackground) await scope.enqueue('import', { importId: id, action: 'apply' })
    return readImport(scope, id)
  })
}

/** Loads the sample company in the background. */
export function loadSample(context: AreaContext, call: CallContext): Promise<ImportDetail> {
  return startSample(context, actorOf(call), { origin: call.origin, inBackground: true })
}

/** Loads the sample company and returns when it is in the ledger; for the command line. */
export async function loadSampleCompany(context: AreaContext, actor: Actor): Promise<ImportDetail> {
  const started = await startSample(context, actor, { origin: noOrigin, inBackground: false })
  await performImport(context, { workspaceId: actor.workspaceId, importId: started.id, action: 'apply' })
  return context.useCases.read(actor, (scope) => readImport(scope, started.id))
}
