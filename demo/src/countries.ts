import type { SampleCurrency } from './exchange-rates.ts'

/** Where a customer of the sample may be, and how companies there are called. All name parts are invented. */
export interface Country {
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly currency: SampleCurrency
  /** How many customers of a hundred come from here. */
  readonly weight: number
  readonly fronts: readonly string[]
  readonly backs: readonly string[]
  readonly trades: readonly string[]
  readonly forms: readonly string[]
  readonly siteWord: string
  /** City and region. */
  readonly places: readonly (readonly [string, string])[]
}

/** Words split at the spaces; an underscore stands for a space inside a word. */
function words(text: string): string[] {
  return text.split(' ').map((word) => word.replaceAll('_', ' '))
}

/** "City/Region City/Region", an underscore standing for a space. */
function places(text: string): [string, string][] {
  return words(text).map((place) => {
    const [city = '', region = ''] = place.split('/')
    return [city, region]
  })
}

export const COUNTRIES: readonly Country[] = [
  {
    code: 'DE',
    name: 'Deutschland',
    unit: 'Central Europe',
    currency: 'EUR',
    weight: 24,
    fronts: words('Brück Kalten Möhl Rauten Eschen Wolfs Hütten Ammer Grünen Falken Süder Ober'),
    backs: words('hagener roder stetter walden mühlen further kamper brinker leitner acker'),
    trades: words('Anlagenbau Pumpentechnik Maschinenfabrik Armaturen Prozesstechnik Kältetechnik Rohrleitungsbau'),
    forms: words('GmbH AG GmbH_&_Co._KG SE'),
    siteWord: 'Werk',
    places: places(
      'Kassel/Hessen Heilbronn/Baden-Württemberg Nürnberg/Bayern Münster/Nordrhein-Westfalen Bremen/Bremen Chemnitz/Sachsen Göttingen/Niedersachsen Saarbrücken/Saarland',
    ),
  },
  {
    code: 'AT',
    name: 'Austria',
    unit: 'Central Europe',
    currency: 'EUR',
    weight: 4,
    fronts: words('Pöschl Traun Kirch Hoch Lärchen Stoder'),
    backs: words('inger egger bichler thaler auer'),
    trades: words('Stahlbau Energietechnik Apparatebau Wasserkraft'),
    forms: words('GmbH AG Ges.m.b.H.'),
    siteWord: 'Werk',
    places: places('Linz/Oberösterreich Graz/Steiermark Villach/Kärnten Wels/Oberösterreich'),
  },
  {
    code: 'CH',
    name: 'Schweiz',
    unit: 'Central Europe',
    currency: 'CHF',
    weight: 8,
    fronts: words('Wyss Ober Rüti Brunn Zwy Hegi Aesch'),
    backs: words('lihaus matten ried ligrat berger ikofen'),
    trades: words('Verfahrenstechnik Präzision Apparate Lebensmitteltechnik Feinmechanik'),
    forms: words('AG SA Sàrl GmbH'),
    siteWord: 'Standort',
    places: places('Winterthur/Zürich Biel/Bern Olten/Solothurn Fribourg/Fribourg Frauenfeld/Thurgau'),
  },
  {
    code: 'FR',
    name: 'France',
    unit: 'Western Europe',
    currency: 'EUR',
    weight: 12,
    fronts: words('Ateliers_Vau Établissements_Mar Fonderies_Cou Société_Bel Constructions_Auri Groupe_Hé'),
    backs: words('lnoy rèze ssange brac lliac ronde tigny'),
    trades: words('Fluides Industrie Énergie Agroalimentaire Mécanique Traitement_des_Eaux'),
    forms: words('S.A.S. S.A. SARL'),
    siteWord: 'usine de',
    places: places(
      'Valence/Auvergne-Rhône-Alpes Saint-Étienne/Auvergne-Rhône-Alpes Angers/Pays_de_la_Loire Besançon/Bourgogne-Franche-Comté Lille/Hauts-de-France Orléans/Centre-Val_de_Loire',
    ),
  },
  {
    code: 'NL',
    name: 'Nederland',
    unit: 'Western Europe',
    currency: 'EUR',
    weight: 5,
    fronts: words('Verhoeven Oosten Haar Wester Klaver'),
    backs: words('kamp dijk velde sluis oord'),
    trades: words('Machinebouw Watertechniek Koeltechniek Procestechniek'),
    forms: words('B.V. N.V.'),
    siteWord: 'vestiging',
    places: places('Eindhoven/Noord-Brabant Zwolle/Overijssel Dordrecht/Zuid-Holland Groningen/Groningen'),
  },
  {
    code: 'IT',
    name: 'Italia',
    unit: 'Southern Europe',
    currency: 'EUR',
    weight: 10,
    fronts: words('Officine_Ter Fratelli_Mon Meccanica_Val Impianti_Ro Gruppo_Ca'),
    backs: words('lanza tebruno dorese veglio sarini sandri'),
    trades: words('Impianti Alimentare Valvole Termotecnica Automazione'),
    forms: words('S.p.A. S.r.l.'),
    siteWord: 'stabilimento di',
    places: places('Brescia/Lombardia Modena/Emilia-Romagna Vicenza/Veneto Torino/Piemonte Bari/Puglia'),
  },
  {
    code: 'ES',
    name: 'España',
    unit: 'Southern Europe',
    currency: 'EUR',
    weight: 6,
    fronts: words('Talleres_Alde Industrias_Peña Hermanos_Cas Grupo_Mira'),
    backs: words('breda lara tañón verde rroya'),
    trades: words('Montajes Conservas Hidráulica Energías'),
    forms: [', S.L.', ', S.A.'],
    siteWord: 'planta de',
    places: places('Zaragoza/Aragón Vitoria/País_Vasco Murcia/Murcia Valladolid/Castilla_y_León'),
  },
  {
    code: 'GB',
    name: 'UK',
    unit: 'United Kingdom',
    currency: 'GBP',
    weight: 12,
    fronts: words('Harrow Pike Thorn Alder Gris Elm Bram Quar'),
    backs: words('den_&_Hale mere ley_&_Sons by combe shaw_Brothers ham'),
    trades: words('Engineering Process_Systems Pumps Foods Marine Fabrications'),
    forms: words('Ltd plc LLP'),
    siteWord: 'Works',
    places: places(
      'Sheffield/South_Yorkshire Coventry/West_Midlands Derby/Derbyshire Paisley/Scotland Swansea/Wales Hull/East_Yorkshire',
    ),
  },
  {
    code: 'US',
    name: 'America',
    unit: 'North America',
    currency: 'USD',
    weight: 11,
    fronts: words('Fallow Juniper Rust Gray Prairie Bitter Hickory Otter'),
    backs: words('grass bluff fork wood harbor rapids mesa'),
    trades: words('Process Manufacturing Beverage Controls Water_Works Equipment'),
    forms: [', Inc.', ' LLC', ' Corp.', ' Company'],
    siteWord: 'Plant',
    places: places('Dayton/Ohio Rockford/Illinois Tulsa/Oklahoma Greenville/South_Carolina Racine/Wisconsin'),
  },
  {
    code: 'SE',
    name: 'Sverige',
    unit: 'Northern and Eastern Europe',
    currency: 'EUR',
    weight: 4,
    fronts: words('Ljung Björk Sönner Häll Ås'),
    backs: words('åsen fors sjö näs brunna'),
    trades: words('Verkstad Processteknik Kraft Mekaniska'),
    forms: words('AB'),
    siteWord: 'fabrik',
    places: places('Västerås/Västmanland Linköping/Östergötland Örebro/Örebro'),
  },
  {
    code: 'PL',
    name: 'Polska',
    unit: 'Northern and Eastern Europe',
    currency: 'EUR',
    weight: 4,
    fronts: words('Zakłady_Brzo Wytwórnia_Wis Fabryka_Jod "Sto'),
    backs: words('zowiec łomet łowskie dębowo'),
    trades: words('Pomp Armatury Urządzeń Chłodnictwa'),
    forms: words('Sp._z_o.o. S.A.'),
    siteWord: 'zakład',
    places: places('Wrocław/Dolnośląskie Łódź/Łódzkie Rzeszów/Podkarpackie'),
  },
  {
    code: 'CZ',
    name: 'Česko',
    unit: 'Northern and Eastern Europe',
    currency: 'EUR',
    weight: 3,
    fronts: words('Strojírny_Dub Železárny_Hrad Kovo Jizer'),
    backs: words('ravín čany lesná ovka'),
    trades: words('Čerpadla Technologie Energo'),
    forms: [', s.r.o.', ', a.s.'],
    siteWord: 'závod',
    places: places('Brno/Jihomoravský Plzeň/Plzeňský Ostrava/Moravskoslezský'),
  },
]
