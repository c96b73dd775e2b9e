import type { PlanContent } from '@mainstay/contract/plans-content'
import type { PlanFormat } from '@mainstay/contract/plans-exports'
import { dayInWords } from '@mainstay/domain/kernel'
import type { Actor } from '../../platform/access/actor.ts'
import { type AreaContext, today } from '../../platform/area.ts'
import { printPage } from '../../platform/files/index.ts'
import { Refused } from '../../platform/refusal.ts'
import type { CallOrigin } from '../../platform/use-case.ts'
import { forCustomer } from '../content/for-customer.ts'
import { readPlanContent } from '../content/read-plan-content.ts'
import type { CompanyMaster } from '../master-slide/company-master.ts'
import { findMaster } from '../master-slide/master-slide-store.ts'
import { type DocumentWish, makeDocument } from './make-document.ts'
import { markdownOf } from './markdown.ts'
import { planPage } from './page.ts'
import type { Audience, PlanDocument } from './plan-document.ts'
import { lastReviewBefore, readSince } from './since-last-review.ts'
import { planWorkbook } from './workbook.ts'

interface ExportOrder {
  readonly planId: string
  readonly format: PlanFormat
  readonly audience: Audience
  /** Keys of sections; null for all that the audience may see. */
  readonly sections: readonly string[] | null
}

interface ExportedPlan {
  /** Without its ending. */
  readonly name: string
  readonly bytes: Buffer
}

interface Caller {
  readonly actor: Actor
  readonly origin: CallOrigin
}

/**
 * A plan as a file, of what the caller may see and the audience may read. It is put together with no connection held, and
 * that it leaves the house is on record before anybody has it.
 */
export async function exportPlan(area: AreaContext, caller: Caller, order: ExportOrder): Promise<ExportedPlan> {
  const { actor, origin } = caller
  const day = today(area)
  const now = area.now()
  const { whole, master, since } = await area.useCases.read(actor, async (scope) => ({
    whole: await readPlanContent(scope, order.planId, day),
    master: order.format === 'pptx' ? await findMaster(scope) : null,
    // Reads the past last: the transaction looks back from then on.
    since:
      order.format === 'json'
        ? { day, added: [] }
        : await readSince(scope, order, { from: lastReviewBefore(now), now }),
  }))
  const content = order.audience === 'customer' ? forCustomer(whole) : whole
  demandSections(order, content)
  const wish: DocumentWish = { ...order, madeOn: day, madeBy: actor.name, seesMargins: actor.seesMargins, since }
  const bytes = await write(area, { content, wish, format: order.format, master })
  await area.useCases.command(actor, origin, (scope) =>
    scope.record({
      action: 'portfolio.export',
      subjectType: 'plan',
      subjectId: order.planId,
      accountId: content.header.account.id,
      after: {
        format: order.format,
        audience: order.audience,
        sections: order.sections === null ? null : order.sections.join(','),
        margins: actor.seesMargins,
      },
    }),
  )
  return { name: fileName(content, order.audience), bytes }
}

/** Sections that are not there, or not for this audience, are named, never left out in silence. */
function demandSections(order: ExportOrder, { header }: PlanContent): void {
  if (header.sections.length === 0) {
    throw new Refused(order.audience === 'customer' ? 'plans/nothing-for-customer' : 'plans/nothing-to-export')
  }
  if (order.format === 'json' && (order.audience === 'customer' || order.sections !== null)) {
    const path = order.audience === 'customer' ? 'audience' : 'sections'
    const message = 'JSON is the whole plan for our own use, to be read back; choose another format for a part of it'
    throw new Refused('http/invalid', {}, [{ path, code: 'not_for_json', message }])
  }
  const known = new Set(header.sections.map(({ key }) => key))
  const missing = (order.sections ?? []).filter((key) => !known.has(key))
  if (missing.length === 0) return
  const message =
    order.audience === 'customer'
      ? `not a section that the customer may see: ${missing.join(', ')}`
      : `not a section of this plan: ${missing.join(', ')}`
  throw new Refused('http/invalid', {}, [{ path: 'sections', code: 'unknown_section', message }])
}

interface Work {
  readonly content: PlanContent
  readonly wish: DocumentWish
  readonly format: PlanFormat
  readonly master: CompanyMaster | null
}

async function write(area: AreaContext, { content, wish, format, master }: Work): Promise<Buffer> {
  if (format === 'json')
    return Buffer.from(`${JSON.stringify({ kind: 'mainstay.plan', format: 1, content }, null, 2)}\n`)
  const document = makeDocument(content, wish)
  const footer = footerOf(document, wish)
  switch (format) {
    // What writes office files is large, and most processes never do.
    case 'pptx':
      return (await import('./company-deck.ts')).deckOf(document, footer, master)
    case 'docx':
      return (await import('./letter.ts')).planLetter(document, footer)
    case 'md':
      return Buffer.from(markdownOf(document))
    case 'pdf':
      return printPage(planPage(document, footer), { browser: area.config.browser })
    case 'xlsx':
      return gathered(planWorkbook(document))
  }
}

async function gathered(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

/** Whose plan it is, of which day, and that it must not leave the house. */
function footerOf({ title, subtitle }: PlanDocument, { audience, madeOn }: DocumentWish): string {
  const account = subtitle.replace(/ \([^)]*\)/, '')
  const about = `${title.includes(account) ? title : `${account}: ${title}`}, ${dayInWords(madeOn)}`
  return audience === 'customer' ? about : `Internal, not for the customer. ${about}`
}

function fileName({ header }: PlanContent, audience: Audience): string {
  const code = header.account.code.replace(/[^A-Za-z0-9_-]+/g, '-').slice(0, 60)
  return `plan-${code}${audience === 'customer' ? '-for-customer' : ''}`
}
