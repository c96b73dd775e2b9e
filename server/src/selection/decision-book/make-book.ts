import { Readable } from 'node:stream'
import type { Actor } from '../../platform/access/actor.ts'
import type { AreaContext } from '../../platform/area.ts'
import { type CellValue, printPage, type WriteSheet, workbookBytes } from '../../platform/files/index.ts'
import type { CallOrigin } from '../../platform/use-case.ts'
import type { Ranked } from '../queries/rank.ts'
import { aboutSection, type DecisionBook, decisionBook } from './book.ts'
import { bookPage } from './book-page.ts'
import { prepareBook, readBookSource } from './book-source.ts'
import type { BookSection } from './section.ts'

export interface BookOrder {
  readonly format: 'pdf' | 'xlsx'
  readonly criteriaSetId?: string | undefined
}

/** A book on its way: everything that can be refused has been, and that it leaves the house is on record. */
export interface OrderedBook {
  /** Hands the bytes on as they come. */
  write(to: (bytes: Readable) => Promise<void>): Promise<void>
}

/**
 * The decision book of what the actor may see. All of it is read in one view of the database; the workbook is handed on
 * while it is read, the PDF once it is printed, with no connection held meanwhile.
 */
export async function orderBook(
  area: AreaContext,
  caller: { readonly actor: Actor; readonly origin: CallOrigin },
  order: BookOrder,
): Promise<OrderedBook> {
  const { actor, origin } = caller
  const ranked = await prepareBook(area, actor, order.criteriaSetId)
  const printed = order.format === 'pdf' ? await printBook(area, actor, ranked) : null
  await area.useCases.command(actor, origin, (scope) =>
    scope.record({
      action: 'portfolio.export',
      subjectType: 'decision_book',
      subjectId: actor.workspaceSlug,
      after: { ...order, margins: actor.seesMargins },
    }),
  )
  return {
    write: (to) =>
      printed
        ? to(Readable.from([printed]))
        : inBook(area, { actor, ranked }, (book) => to(Readable.from(bookWorkbook(book)))),
  }
}

async function printBook(area: AreaContext, actor: Actor, ranked: Ranked): Promise<Buffer> {
  const page = await inBook(area, { actor, ranked }, bookPage)
  return printPage(page, { browser: area.config.browser })
}

function inBook<Value>(
  area: AreaContext,
  { actor, ranked }: { readonly actor: Actor; readonly ranked: Ranked },
  work: (book: DecisionBook) => Promise<Value>,
): Promise<Value> {
  return area.useCases.read(actor, async (scope) => work(decisionBook(await readBookSource(area, scope, ranked))))
}

function bookWorkbook(book: DecisionBook): AsyncGenerator<Buffer> {
  return workbookBytes([aboutSection(book), ...book.sections].map(sheetOf))
}

function sheetOf(section: BookSection): WriteSheet {
  const rows = async function* (): AsyncGenerator<readonly CellValue[]> {
    yield section.columns.map(({ title }) => title)
    yield* section.rows()
  }
  return { name: section.name, rows: rows(), widths: section.columns.map(widthOf) }
}

function widthOf({ kind, place, title }: BookSection['columns'][number]): number {
  if (place === 'beneath') return 60
  return kind === 'text' ? Math.max(18, title.length + 2) : Math.max(10, title.length + 2)
}
