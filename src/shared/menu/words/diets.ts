import { compact } from './fold.ts';

/** Dietary marks by their key, each with what menus call it. */
const NAMES: Record<string, string[]> = {
  vegetarian:
    'vegetarian,veggie,veg,v,vegetarisch,vegetarien,végétarien,végétarienne,vegetariano,vegetariana,ベジタリアン,채식,素食,素,χορτοφαγικό'.split(
      ',',
    ),
  vegan:
    'vegan,vg,ve,vgn,plant-based,plantbased,végan,végétalien,vegano,vegana,ビーガン,ヴィーガン,비건,纯素,純素,βίγκαν'.split(
      ',',
    ),
  pescatarian: 'pescatarian,pescetarian,pescetariano'.split(','),
  halal: 'halal,helal,ハラール,ハラル,할랄,清真,χαλάλ'.split(','),
  kosher: 'kosher,koscher,casher,cacher,kasher,コーシャ,코셔,犹太洁食'.split(','),
  'gluten-free':
    'gluten-free,gluten free,gf,no gluten,glutenfrei,sans gluten,sin gluten,senza glutine,sem glúten,グルテンフリー,글루텐프리,无麸质,無麩質,χωρίς γλουτένη'.split(
      ',',
    ),
  'lactose-free':
    'lactose-free,lactose free,lf,laktosefrei,sans lactose,sin lactosa,senza lattosio,sem lactose,χωρίς λακτόζη'.split(
      ',',
    ),
  'dairy-free': 'dairy-free,dairy free,df,no dairy,milchfrei,sans lait,sin lácteos,senza latte,sem leite'.split(','),
  'nut-free': 'nut-free,nut free,nf,nussfrei,sans noix'.split(','),
  'sugar-free': 'sugar-free,sugar free,sf,zuckerfrei,sans sucre,sin azúcar,senza zucchero,sem açúcar'.split(','),
  organic: 'organic,bio,biologique,ecológico,biologico,orgânico,オーガニック,유기농,有机,有機'.split(','),
};

const KEYS = new Map(Object.entries(NAMES).flatMap(([key, names]) => names.map((name) => [compact(name), key])));

/** As schema.org names diets: https://schema.org/VeganDiet. */
const SCHEMA = /^https?:\/\/schema\.org\/(\w+)Diet$/;

/** The dietary mark that a word of a menu stands for, if it is one. */
export const dietOf = (word: string): string | undefined => KEYS.get(compact(SCHEMA.exec(word)?.[1] ?? word));
