import type { CompanyMaster } from '../master-slide/company-master.ts'
import { companyStage } from '../master-slide/company-stage.ts'
import { dressDeck } from '../master-slide/dress-deck.ts'
import { drawDeck, planDeck } from './deck.ts'
import { FIRST_SIZES } from './deck-first.ts'
import { mendedParts, packed } from './deck-package.ts'
import { clean, type PlanDocument } from './plan-document.ts'
import { PART_NAMES } from './stage.ts'

/** The deck on the company's own master where there is one, on the plain one where not. */
export async function deckOf(document: PlanDocument, footer: string, company: CompanyMaster | null): Promise<Buffer> {
  if (!company) return planDeck(document, footer)
  const stage = companyStage(company)
  const parts = await mendedParts(await drawDeck(document, clean(footer), stage))
  const usual = { [PART_NAMES.title]: stage.titlePoints, [PART_NAMES.mainTitle]: FIRST_SIZES[0] }
  return packed(dressDeck(parts, company, usual))
}
