import IconFileText from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs'
import IconShield from '@tabler/icons-react/dist/esm/icons/IconShield.mjs'
import IconStairs from '@tabler/icons-react/dist/esm/icons/IconStairs.mjs'
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs'
import type { AreaModule } from '../kit/routing/area-module.ts'
import { paths, patterns } from '../paths.ts'
import { navigationText } from './navigation-text.ts'
import { navigationText as recordText } from './record/navigation-text.ts'

export { saveCriteria, useRefreshCriteria } from './api/criteria-changes.ts'
export { useCriteriaSet, useCriteriaSets, useMeasures } from './api/criteria-queries.ts'
export { withWeights } from './definition-changes.ts'
export { formatMeasure, MeasureText } from './measure-text.tsx'
export { AccountSizeGuard } from './size-guard/size-guard.tsx'
export { TierBenefitsPanel } from './tier-benefits-panel.tsx'
export { TierSchemeDialog } from './tier-scheme-dialog.tsx'
export type { CriteriaSet, Criterion } from './types.ts'
export { versionName } from './version-list.tsx'
export { WeightNumber, WeightSlider } from './weight-field.tsx'

/** The program: what "key" means here. */
export const program: AreaModule = {
  id: 'program',
  navigation: [
    {
      id: 'definition',
      label: recordText.definition,
      href: paths.definition(),
      icon: IconFileText,
      group: 'program',
      order: 5,
    },
    {
      id: 'criteria',
      label: navigationText.page,
      href: paths.criteria(),
      icon: IconShield,
      group: 'selection',
      order: 10,
    },
    {
      id: 'council',
      label: recordText.council,
      href: paths.council(),
      icon: IconUsersGroup,
      group: 'program',
      order: 80,
    },
    {
      id: 'adoption',
      label: recordText.adoption,
      href: paths.adoption(),
      icon: IconStairs,
      group: 'program',
      order: 90,
    },
  ],
  routes: [
    { path: patterns.criteria, load: async () => (await import('./criteria-page.tsx')).CriteriaPage },
    { path: patterns.weighting, load: async () => (await import('./weighting/weighting-page.tsx')).WeightingPage },
    { path: patterns.definition, load: async () => (await import('./record/definition-page.tsx')).DefinitionPage },
    { path: patterns.council, load: async () => (await import('./record/council-page.tsx')).CouncilPage },
    { path: patterns.adoption, load: async () => (await import('./record/adoption-page.tsx')).AdoptionPage },
  ],
  commands: [
    { id: 'criteria-open', label: navigationText.page, href: paths.criteria(), keywords: ['weights', 'gates'] },
    {
      id: 'definition-open',
      label: recordText.definitionCommand,
      href: paths.definition(),
      keywords: ['charter', 'investment', 'rebuild'],
    },
    {
      id: 'council-open',
      label: recordText.councilCommand,
      href: paths.council(),
      keywords: ['steering', 'meetings', 'minutes'],
    },
    { id: 'council-decisions', label: recordText.decisionsCommand, href: `${paths.council()}?tab=decisions` },
    {
      id: 'adoption-open',
      label: recordText.adoptionCommand,
      href: paths.adoption(),
      keywords: ['maturity', 'levels', 'stages'],
    },
    {
      id: 'weighting-open',
      label: navigationText.weighTogether,
      href: paths.weighting(),
      keywords: ['weights', 'AHP'],
    },
  ],
}
