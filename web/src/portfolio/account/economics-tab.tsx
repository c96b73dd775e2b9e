import { GroupTree } from '../../accounts/index.ts'
import {
  AccountBridge,
  ActivitiesCard,
  DilutionCard,
  MonthlyTrendCard,
  OutlookExplain,
  ProductMixCard,
  WalletCard,
  WaterfallCard,
} from '../../economics/index.ts'
import { PageColumns, PageStack } from '../../kit/layout/page.tsx'
import { Panel } from '../../kit/layout/panel.tsx'
import type { FigureTabProps } from './tab-props.ts'
import { text } from './text.ts'
import { useLineLinks } from './use-line-links.ts'

/** Everything the account earns and costs, each figure down to its lines. */
export function EconomicsTab({ account, economics, state, access }: FigureTabProps) {
  const { seesMargins } = access
  const links = useLineLinks(account.id, state, economics)
  return (
    <>
      <PageColumns template="1.5fr 1fr">
        <WaterfallCard economics={economics} seesMargins={seesMargins} onOpen={links.openStep} height={250} />
        <OutlookExplain economics={economics} />
      </PageColumns>
      <AccountBridge accountId={account.id} period={economics.period} />
      <PageColumns template="1.5fr 1fr">
        <PageStack>
          <MonthlyTrendCard economics={economics} onOpen={links.openMonth} height={220} />
          <ProductMixCard economics={economics} seesMargins={seesMargins} lineHref={links.ofProductLine} />
          <ActivitiesCard economics={economics} seesMargins={seesMargins} />
        </PageStack>
        <PageStack>
          <WalletCard economics={economics} />
          <DilutionCard economics={economics} seesMargins={seesMargins} />
          <Panel title={text.companies.title}>
            <GroupTree account={account} />
          </Panel>
        </PageStack>
      </PageColumns>
    </>
  )
}
