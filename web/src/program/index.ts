import IconShield from '@tabler/icons-react/dist/esm/icons/IconShield.mjs'
import type { AreaModule } from '../kit/routing/area-module.ts'
import { paths, patterns } from '../paths.ts'
import { text } from './text.ts'

export { saveCriteria, useRefreshCriteria } from './api/criteria-changes.ts'
export { useCriteriaSet, useCriteriaSets, useMeasures } from './api/criteria-queries.ts'
export { withWeights } from './definition-changes.ts'
export { formatMeasure, MeasureText } from './measure-text.tsx'
export { TierSchemeDialog } from './tier-scheme-dialog.tsx'
export type { CriteriaSet, Criterion } from './types.ts'
export { versionName } from './version-list.tsx'
export { WeightNumber, WeightSlider } from './weight-field.tsx'

/** The program: what "key" means here. */
export const program: AreaModule = {
  id: 'program',
  navigation: [
    {
      id: 'criteria',
      label: text.page.navigation,
      href: paths.criteria(),
      icon: IconShield,
      group: 'program',
      order: 10,
    },
  ],
  routes: [
    { path: patterns.criteria, load: async () => (await import('./criteria-page.tsx')).CriteriaPage },
    { path: patterns.definition, load: async () => (await import('./criteria-page.tsx')).CriteriaPage },
  ],
  commands: [{ id: 'criteria-open', label: text.page.title, href: paths.criteria(), keywords: ['weights', 'gates'] }],
}
