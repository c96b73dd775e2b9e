import { chanceFor, elementAt } from './chance.ts'
import { centsText } from './sample-file.ts'

/** One line of business of the sample company. */
export interface ProductLine {
  readonly code: string
  readonly name: string
  readonly category: string
  /** List price in euro of the smallest size of the first type. */
  readonly firstPrice: number
  /** Each size costs this much more than the one before. */
  readonly sizeStep: number
  /** Standard cost as a share of list price. */
  readonly costShare: number
  /** Demand from January to December, in percent of an ordinary month. */
  readonly season: readonly number[]
  readonly types: readonly string[]
  readonly sizes: readonly string[]
}

/** An article of the price list, in euro cents at the prices of the last year. */
export interface Product {
  readonly code: string
  readonly sku: string
  readonly name: string
  /** Position in `PRODUCT_LINES`. */
  readonly line: number
  readonly standardCost: number
  readonly listPrice: number
}

const DN = ['DN 15', 'DN 25', 'DN 50', 'DN 80']
const EVEN = [100, 100, 104, 102, 100, 100, 92, 88, 106, 108, 106, 94]
const BUILDING = [70, 80, 108, 122, 124, 118, 104, 94, 114, 112, 90, 64]
const SHUTDOWN = [80, 84, 90, 92, 96, 118, 168, 150, 86, 82, 80, 74]
const YEAR_END = [70, 74, 86, 88, 90, 92, 80, 76, 100, 124, 152, 168]
const WARM = [40, 52, 90, 150, 196, 190, 148, 104, 72, 56, 52, 50]
const COLD = [118, 84, 52, 36, 30, 34, 50, 86, 164, 202, 190, 154]

/** The ten product lines, twelve articles each. */
export const PRODUCT_LINES: readonly ProductLine[] = [
  {
    code: 'PF',
    name: 'Pipe fittings',
    category: 'Connection',
    firstPrice: 4.2,
    sizeStep: 1.9,
    costShare: 0.54,
    season: BUILDING,
    types: ['Elbow fitting 90°, stainless', 'Tee fitting, brass', 'Reducer, galvanised'],
    sizes: DN,
  },
  {
    code: 'HC',
    name: 'Hoses and couplings',
    category: 'Connection',
    firstPrice: 18.5,
    sizeStep: 1.55,
    costShare: 0.48,
    season: EVEN,
    types: ['Quick coupling, flat face', 'Hydraulic hose, two-wire', 'Swivel joint'],
    sizes: ['1/4"', '3/8"', '1/2"', '3/4"'],
  },
  {
    code: 'VA',
    name: 'Industrial valves',
    category: 'Flow control',
    firstPrice: 64,
    sizeStep: 1.8,
    costShare: 0.51,
    season: EVEN,
    types: ['Ball valve, two-piece', 'Butterfly valve, wafer', 'Check valve, spring-loaded'],
    sizes: DN,
  },
  {
    code: 'AC',
    name: 'Actuators',
    category: 'Flow control',
    firstPrice: 240,
    sizeStep: 1.6,
    costShare: 0.46,
    season: YEAR_END,
    types: ['Pneumatic actuator', 'Electric actuator', 'Positioner, digital'],
    sizes: ['30 Nm', '80 Nm', '200 Nm', '500 Nm'],
  },
  {
    code: 'SG',
    name: 'Seals and gaskets',
    category: 'Sealing',
    firstPrice: 1.8,
    sizeStep: 1.7,
    costShare: 0.39,
    season: SHUTDOWN,
    types: ['Flange gasket, graphite', 'Shaft seal', 'O-ring set, FKM'],
    sizes: ['40 mm', '65 mm', '100 mm', '160 mm'],
  },
  {
    code: 'PU',
    name: 'Pumps',
    category: 'Flow control',
    firstPrice: 420,
    sizeStep: 1.75,
    costShare: 0.54,
    season: BUILDING,
    types: ['Centrifugal pump', 'Diaphragm dosing pump', 'Gear pump'],
    sizes: ['0.55 kW', '1.5 kW', '4 kW', '11 kW'],
  },
  {
    code: 'FI',
    name: 'Filtration',
    category: 'Process',
    firstPrice: 22,
    sizeStep: 1.6,
    costShare: 0.43,
    season: EVEN,
    types: ['Filter cartridge', 'Bag filter housing', 'Y-strainer, cast steel'],
    sizes: ['5 µm', '25 µm', '100 µm', '250 µm'],
  },
  {
    code: 'MI',
    name: 'Measuring instruments',
    category: 'Process',
    firstPrice: 95,
    sizeStep: 1.45,
    costShare: 0.4,
    season: YEAR_END,
    types: ['Pressure transmitter', 'Flow meter, magnetic', 'Level switch'],
    sizes: ['G1/4', 'G1/2', 'G1', 'G2'],
  },
  {
    code: 'TH',
    name: 'Trace heating',
    category: 'Temperature',
    firstPrice: 34,
    sizeStep: 1.7,
    costShare: 0.45,
    season: COLD,
    types: ['Heating cable, self-regulating', 'Insulation jacket', 'Frost guard controller'],
    sizes: ['10 m', '25 m', '50 m', '100 m'],
  },
  {
    code: 'CC',
    name: 'Cooling circuits',
    category: 'Temperature',
    firstPrice: 130,
    sizeStep: 1.6,
    costShare: 0.47,
    season: WARM,
    types: ['Plate heat exchanger', 'Recirculating chiller kit', 'Cooling manifold'],
    sizes: ['2 kW', '5 kW', '12 kW', '30 kW'],
  },
]

const PRODUCT_TOPIC = 2

/** The price list of the sample company: twelve articles in each product line, in the order of the lines. */
export function priceList(seed: number): Product[] {
  return PRODUCT_LINES.flatMap((line, lineIndex) =>
    line.types.flatMap((type, typeIndex) =>
      line.sizes.map((size, sizeIndex) => {
        const number = typeIndex * line.sizes.length + sizeIndex
        const chance = chanceFor(seed, PRODUCT_TOPIC, lineIndex * 100 + number)
        let price = line.firstPrice * (1 + typeIndex * 0.35) * chance.between(0.92, 1.08)
        for (let step = 0; step < sizeIndex; step += 1) price *= line.sizeStep
        const listPrice = Math.round(price * 20) * 5
        return {
          code: `${line.code}-${101 + number}`,
          sku: `NW${line.code}${typeIndex + 1}${String(sizeIndex + 1).padStart(2, '0')}`,
          name: `${type}, ${size}`,
          line: lineIndex,
          standardCost: Math.round(listPrice * line.costShare * chance.between(0.94, 1.06)),
          listPrice,
        }
      }),
    ),
  )
}

/** Rows of product_code, sku, product_name, product_line, product_category, standard_cost, list_price. */
export function* productRows(products: readonly Product[]): Iterable<string[]> {
  for (const product of products) {
    const line = elementAt(PRODUCT_LINES, product.line)
    yield [
      product.code,
      product.sku,
      product.name,
      line.name,
      line.category,
      centsText(product.standardCost),
      centsText(product.listPrice),
    ]
  }
}
