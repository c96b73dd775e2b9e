import { caseColumns } from '../../value/write-cases.ts'
import { driverColumns } from '../../value/write-drivers.ts'
import { inPieces, momentsOf, placeOf, type StoreWork } from './store-work.ts'

export async function storeValue(work: StoreWork): Promise<void> {
  const { scope, content, ids, now } = work
  const cases = content.value?.cases ?? []
  const author_id = scope.actor.id
  const rows = cases.map((valueCase) => ({
    ...placeOf(work),
    ...momentsOf(work, valueCase),
    ...caseColumns(valueCase),
    id: ids.of(valueCase.id),
    author_id,
    author_name: valueCase.authorName,
  }))
  await inPieces(rows, (piece) => scope.db.insertInto('mainstay.value_case').values(piece).execute())
  const drivers = cases.flatMap(({ id, drivers: own }) =>
    own.map((driver, at) => {
      const { years, ...content } = driverColumns({
        ...driver,
        ownerId: driver.owner && ids.person('customer', driver.owner.id),
      })
      return {
        ...placeOf(work),
        ...content,
        years: JSON.stringify(years),
        id: ids.of(driver.id),
        case_id: ids.of(id),
        author_id,
        author_name: driver.authorName,
        // They stand in the order in which they came.
        created_at: new Date(now.getTime() + at),
        updated_at: momentsOf(work, { createdAt: driver.updatedAt, updatedAt: driver.updatedAt }).updated_at,
      }
    }),
  )
  await inPieces(drivers, (piece) => scope.db.insertInto('mainstay.value_driver').values(piece).execute())
}
