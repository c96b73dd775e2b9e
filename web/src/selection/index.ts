import IconActivity from '@tabler/icons-react/dist/esm/icons/IconActivity.mjs'
import IconAnchor from '@tabler/icons-react/dist/esm/icons/IconAnchor.mjs'
import IconChartArrows from '@tabler/icons-react/dist/esm/icons/IconChartArrows.mjs'
import IconChecklist from '@tabler/icons-react/dist/esm/icons/IconChecklist.mjs'
import IconCoins from '@tabler/icons-react/dist/esm/icons/IconCoins.mjs'
import IconFilter2 from '@tabler/icons-react/dist/esm/icons/IconFilter2.mjs'
import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs'
import IconScale from '@tabler/icons-react/dist/esm/icons/IconScale.mjs'
import IconTelescope from '@tabler/icons-react/dist/esm/icons/IconTelescope.mjs'
import type { AreaModule } from '../kit/routing/area-module.ts'
import { paths, patterns } from '../paths.ts'
import { text as candidatesText } from './candidates/text.ts'
import { text as firmnessText } from './firmness/text.ts'
import { text as overridesText } from './overrides/text.ts'
import { text as programResultText } from './program-result/text.ts'
import { text as roundsText } from './rounds/text.ts'
import { text as scorecardText } from './scorecard/text.ts'
import { text } from './text.ts'

export { JudgementPanel } from './judgement-panel.tsx'
export { AskOverrideButton } from './overrides/ask-override.tsx'
export { ExceptionTag } from './overrides/exception-tag.tsx'
export { OverrideBadge, type OverrideBadgeProps } from './overrides/override-badge.tsx'
export { ScorePanel } from './score-panel.tsx'
export { ScorecardPanel } from './scorecard/scorecard-panel.tsx'
export { TierDecisionPanel, type TierDecisionPanelProps } from './tier-decision-panel.tsx'
export { exceptionOf } from './types.ts'

/** Selection: who is key, and why. */
export const selection: AreaModule = {
  id: 'selection',
  navigation: [
    {
      id: 'selection',
      label: text.ranking.navigation,
      href: paths.selection(),
      icon: IconFilter2,
      group: 'selection',
      order: 20,
    },
    {
      id: 'rounds',
      label: roundsText.navigation,
      href: paths.rounds(),
      icon: IconChecklist,
      group: 'selection',
      order: 15,
    },
    {
      id: 'tiers',
      label: text.tiers.navigation,
      href: paths.tiers(),
      icon: IconActivity,
      group: 'selection',
      order: 30,
    },
    {
      id: 'overrides',
      label: overridesText.page.navigation,
      href: paths.overrides(),
      icon: IconScale,
      group: 'selection',
      order: 32,
    },
    {
      id: 'candidates',
      label: candidatesText.page.navigation,
      href: paths.candidates(),
      icon: IconTelescope,
      group: 'selection',
      order: 34,
    },
    {
      id: 'profitability',
      label: scorecardText.page.navigation,
      href: paths.profitability(),
      icon: IconCoins,
      group: 'proof',
      order: 30,
    },
    {
      id: 'program-result',
      label: programResultText.navigation,
      href: paths.programResult(),
      icon: IconChartArrows,
      group: 'proof',
      order: 40,
    },
    {
      id: 'firmness',
      label: firmnessText.navigation,
      href: paths.firmness(),
      icon: IconAnchor,
      group: 'proof',
      order: 10,
    },
    {
      id: 'back-test',
      label: text.backTest.navigation,
      href: paths.backTest(),
      icon: IconHistory,
      group: 'proof',
      order: 20,
    },
  ],
  routes: [
    {
      path: patterns.programResult,
      load: async () => (await import('./program-result/program-result-page.tsx')).ProgramResultPage,
    },
    { path: patterns.selection, load: async () => (await import('./selection-page.tsx')).SelectionPage },
    { path: patterns.firmness, load: async () => (await import('./firmness/firmness-page.tsx')).FirmnessPage },
    { path: patterns.rounds, load: async () => (await import('./rounds/rounds-page.tsx')).RoundsPage },
    { path: patterns.round, load: async () => (await import('./rounds/round-page.tsx')).RoundPage },
    { path: patterns.tiers, load: async () => (await import('./tiers-page.tsx')).TiersPage },
    { path: patterns.overrides, load: async () => (await import('./overrides/overrides-page.tsx')).OverridesPage },
    { path: patterns.candidates, load: async () => (await import('./candidates/candidates-page.tsx')).CandidatesPage },
    {
      path: patterns.profitability,
      load: async () => (await import('./scorecard/scorecard-page.tsx')).ScorecardPage,
    },
    { path: patterns.backTest, load: async () => (await import('./back-test/back-test-page.tsx')).BackTestPage },
  ],
  commands: [
    {
      id: 'program-result-open',
      label: programResultText.title,
      href: paths.programResult(),
      keywords: ['effect', 'matched', 'benchmark', 'collaboration'],
    },
    {
      id: 'profitability-open',
      label: scorecardText.page.title,
      href: paths.profitability(),
      keywords: ['scorecard', 'felt', 'gap', 'profit'],
    },
    {
      id: 'back-test-open',
      label: text.backTest.title,
      href: paths.backTest(),
      keywords: ['past', 'history', 'prediction', 'proof'],
    },
    {
      id: 'selection-open',
      label: text.ranking.title,
      href: paths.selection(),
      keywords: ['ranking', 'score', 'weights'],
    },
    {
      id: 'firmness-open',
      label: firmnessText.title,
      href: paths.firmness(),
      keywords: ['weights', 'stability', 'edge'],
    },
    {
      id: 'rounds-open',
      label: roundsText.title,
      href: paths.rounds(),
      keywords: ['score', 'raters', 'blind', 'agreement'],
    },
    { id: 'tiers-open', label: text.tiers.title, href: paths.tiers(), keywords: ['decisions', 'proposals'] },
    {
      id: 'overrides-open',
      label: overridesText.page.title,
      href: paths.overrides(),
      keywords: ['exceptions', 'favors', 'against the scores'],
    },
    {
      id: 'candidates-open',
      label: candidatesText.page.title,
      href: paths.candidates(),
      keywords: ['nominations', 'prospects', 'over-investment'],
    },
  ],
}
