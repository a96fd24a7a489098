/** A product of the demo shop; `cents` of the shop's currency, `units` in stock. */
export type DemoProduct = {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly cents: number;
  readonly units: number;
  readonly description: string;
};

type Row = readonly [sku: string, name: string, cents: number, units: number, description: string];

const catalogue: Readonly<Record<string, readonly Row[]>> = {
  Lighting: [
    [
      'LAMP-DESK-01',
      'Desk lamp Aria',
      6_900,
      35,
      'Warm dimmable light on a slim aluminium arm; remembers your last setting.',
    ],
    ['LAMP-FLOOR-01', 'Floor lamp Brazi', 14_900, 12, 'Spruce tripod with a linen shade that softens a whole corner.'],
    ['LAMP-PENDANT-01', 'Pendant lamp Cloche', 11_900, 18, 'Mouth-blown smoked glass on a two-metre textile cable.'],
    [
      'LAMP-READING-01',
      'Clip-on reading lamp',
      2_490,
      80,
      'Rechargeable, 40 hours on one charge, light enough for a paperback.',
    ],
    ['LAMP-SUNRISE-01', 'Sunrise alarm lamp', 8_900, 2, 'Wakes you with half an hour of slow morning light.'],
  ],
  Kitchen: [
    [
      'KITCHEN-KNIFE-01',
      "Chef's knife 20 cm",
      12_500,
      24,
      'Forged carbon steel with a walnut handle; sharpened by hand.',
    ],
    [
      'KITCHEN-KETTLE-01',
      'Gooseneck kettle',
      5_990,
      30,
      'Pours exactly where you look; holds its temperature to the degree.',
    ],
    ['KITCHEN-BOARD-01', 'Chopping board, beech', 3_490, 60, 'End-grain beech, oiled, with a groove for the juice.'],
    ['KITCHEN-PAN-01', 'Cast-iron pan 26 cm', 4_990, 40, 'Seasoned and ready; your grandchildren will fry eggs in it.'],
    ['KITCHEN-MILL-01', 'Pepper mill Olive', 2_990, 3, 'Turned from one piece of olive wood, with a ceramic grinder.'],
  ],
  Coffee: [
    ['COFFEE-GRINDER-01', 'Hand coffee grinder', 7_900, 22, 'Conical steel burrs, 38 steps, enough for two cups.'],
    ['COFFEE-DRIPPER-01', 'Porcelain dripper', 2_290, 75, 'Spiral ribs for an even brew; fits every mug.'],
    [
      'COFFEE-BEANS-01',
      'Espresso beans 1 kg',
      2_190,
      150,
      'Slow-roasted in Cluj: chocolate, hazelnut, very little acid.',
    ],
    ['COFFEE-CUPS-01', 'Set of four cups', 3_290, 45, 'Stoneware with a thumb rest, glazed the colour of rain.'],
    ['COFFEE-LEVER-01', 'Lever espresso machine', 68_900, 1, 'Restored, from 1978, with new seals. One of a kind.'],
  ],
  Stationery: [
    [
      'PAPER-NOTEBOOK-01',
      'Dotted notebook A5',
      1_490,
      200,
      '192 numbered pages that take ink without bleeding, and lie flat.',
    ],
    [
      'PAPER-PEN-01',
      'Fountain pen Condor',
      4_490,
      50,
      'A springy steel nib and a piston that holds a week of letters.',
    ],
    ['PAPER-INK-01', 'Ink, midnight blue 50 ml', 1_290, 90, 'Dries fast, shades from slate to sea; waterproof.'],
    ['PAPER-PLANNER-01', 'Wall planner', 1_990, 65, 'A whole year on one sheet, with room for what goes wrong.'],
    ['PAPER-GLOBE-01', 'Desk globe 1962', 21_000, 1, 'Shows countries that no longer exist; the axis was repaired.'],
  ],
  Outdoor: [
    [
      'OUT-TENT-01',
      'Two-person tent Retezat',
      24_900,
      10,
      '1.9 kg, stands in the wind, up in four minutes in the dark.',
    ],
    ['OUT-BOTTLE-01', 'Steel bottle 750 ml', 2_790, 120, 'Cold for a day, hot for half of one; no taste of metal.'],
    ['OUT-STOVE-01', 'Folding camp stove', 3_990, 28, 'Boils a litre in three minutes and fits in its own pot.'],
    ['OUT-HAMMOCK-01', 'Travel hammock', 4_590, 33, 'Parachute silk for two, straps for any tree included.'],
    ['OUT-HEADLAMP-01', 'Head torch 400', 3_690, 55, 'Red light for maps, 400 lumens for everything else.'],
  ],
  Audio: [
    [
      'AUDIO-HEADPHONES-01',
      'Over-ear headphones',
      18_900,
      16,
      'Closed, light, repairable: every part has a screw and a spare.',
    ],
    ['AUDIO-SPEAKER-01', 'Bookshelf speaker pair', 32_900, 8, 'Birch plywood, a silk tweeter and an honest middle.'],
    [
      'AUDIO-TURNTABLE-01',
      'Turntable Vinca',
      27_900,
      3,
      'Belt-driven, with a built-in preamplifier that you can switch off.',
    ],
    ['AUDIO-RADIO-01', 'Kitchen radio', 8_490, 26, 'Two knobs, FM and DAB+, splash-proof, starts in a second.'],
    [
      'AUDIO-EARBUDS-01',
      'Wireless earbuds',
      9_900,
      70,
      'Seven hours, replaceable batteries, a case that closes with a click.',
    ],
  ],
  Bags: [
    [
      'BAG-BACKPACK-01',
      'Roll-top backpack 22 l',
      8_900,
      38,
      'Waxed canvas, a laptop sleeve and one pocket you will not lose.',
    ],
    ['BAG-TOTE-01', 'Market tote', 1_890, 140, 'Heavy cotton, long handles, carries fifteen kilos of tomatoes.'],
    [
      'BAG-MESSENGER-01',
      'Messenger bag',
      7_490,
      20,
      'Leather strap, magnetic buckles, opens with one hand on a bicycle.',
    ],
    ['BAG-WEEKENDER-01', 'Weekender', 12_900, 14, 'Three days of clothes and a shoe compartment; cabin size.'],
    ['BAG-WALLET-01', 'Slim wallet', 3_290, 85, 'Six cards, folded notes, vegetable-tanned leather.'],
  ],
  Games: [
    ['GAME-CHESS-01', 'Travel chess set', 3_990, 42, 'Magnetic maple pieces on a board that folds to a box.'],
    ['GAME-GO-01', 'Go set 19 × 19', 5_900, 2, 'Bamboo board, glass stones, two bowls.'],
    ['GAME-PUZZLE-01', 'Puzzle Danube Delta', 2_490, 58, '1,000 pieces of reeds, pelicans and sky; mostly sky.'],
    ['GAME-CARDS-01', 'Letterpress playing cards', 1_690, 95, 'Printed on a press from 1904; they shuffle like silk.'],
    [
      'GAME-CROKINOLE-01',
      'Crokinole board',
      19_900,
      6,
      'Flick wooden discs across a polished board; it ends friendships.',
    ],
  ],
};

export const demoProducts: readonly DemoProduct[] = Object.entries(catalogue).flatMap(([category, rows]) =>
  rows.map(([sku, name, cents, units, description]) => ({ sku, name, category, cents, units, description })),
);
