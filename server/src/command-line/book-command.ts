import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { noOrigin } from '../platform/use-case.ts'
import { orderBook } from '../selection/index.ts'
import { CommandFault } from './command-fault.ts'
import { dataFolderOf } from './options.ts'
import { sayOnStderr, withSession } from './session.ts'

interface BookOptions {
  readonly workspace: string
  readonly format: string
  readonly out: string
}

/** The decision book as a file; what was there under that name is replaced only by a whole one. */
export function addBookCommand(selection: Command): void {
  selection
    .command('book')
    .description('write the decision book: every candidate with scores, reasons, decisions and firmness')
    .requiredOption('--workspace <slug>', 'workspace the book is about')
    .requiredOption('--out <file>', 'file to write')
    .option('--format <name>', 'pdf or xlsx', 'pdf')
    .option('--data <folder>', 'folder of the embedded database and files')
    .action(async (options: BookOptions, command: Command) => {
      const { format, out } = options
      if (format !== 'pdf' && format !== 'xlsx')
        throw new CommandFault(`--format must be pdf or xlsx, not "${format}".`)
      await withSession({ dataFolder: dataFolderOf(command) }, async (session) => {
        const actor = await session.operator(options.workspace)
        const book = await orderBook(session.program.context, { actor, origin: noOrigin }, { format })
        const unfinished = `${out}.part`
        try {
          await book.write((bytes) => pipeline(bytes, createWriteStream(unfinished, { mode: 0o600 })))
          await rename(unfinished, out)
        } catch (error) {
          await rm(unfinished, { force: true })
          throw error
        }
        sayOnStderr(`Decision book written to ${out}.`)
      })
    })
}
