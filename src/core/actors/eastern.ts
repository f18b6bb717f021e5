/** Names that begin with the family: "Qin Gang", "Moon Jae-in", "Kim Jong Un". Usual romanisations: Hanyu Pinyin, and the Korean press's. */
import { has } from './setting';
import { Shape, type Token } from './tokens';
import { Lexicon as L } from './words';

/** The commonest Chinese, Korean and Vietnamese family names, which cover well over nine in ten people. */
const families = new Set(
  `wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang song zheng xie han tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu lv su jiang cai jia ding wei xue ye yan pan
   du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin gu hou shao meng long wan duan lei qian yin chang wen ji hua geng ke bo xi hong jin luo tong ning pei mei miao chi
   kim lee park choi jung jeong cho yoon yun jang lim oh seo shin kwon hwang ahn an ryu moon bae baek heo nam shim sim roh noh ha kwak sung cha joo ju woo ban chung chun min ri pak
   nguyen tran le pham huynh hoang phan vu vo dang bui do ngo duong ly tsai hsieh chiang ho tseng kuo wong chan cheung leung lam cheng ng chow kwok tam`.split(
    /\s+/,
  ),
);

const syllable =
  '(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u)';
const pinyin = new RegExp(`^${syllable}(?:${syllable})?$`);
/** "Jae-in", "Ki-moon", "Ying-jeou". */
const hyphenated = /^[a-z]{1,6}-[a-z]{1,6}$/;
/** "Jong Un", "Yo Jong": one syllable of a given name that is written apart. */
const apart = /^[a-z]{1,3}[aeiouy][a-z]{0,3}$/;

/** Whether the tokens are a family name of the list and a given name that is written as theirs are. */
export function isFamilyFirst(tokens: readonly Token[], from: number, to: number): boolean {
  const family = tokens[from];
  const given = tokens[from + 1];
  if (family === undefined || given === undefined || to - from < 1 || to - from > 2) return false;
  if (!families.has(family.key) || !isCapital(family) || !isCapital(given) || (family.first && has(family, L.Function))) return false;
  if (to - from === 2) return isSyllable(given) && isSyllable(tokens[to]) && !isWord(given);
  if (has(given, L.Place | L.State | L.Demonym | L.People)) return false;
  if (hyphenated.test(given.key)) return true;
  return pinyin.test(given.key) && !(isWord(family) && isWord(given));
}

const isWord = (t: Token): boolean => has(t, L.Word | L.Everyday | L.Function);
const isCapital = (t: Token): boolean => t.shape === Shape.Capital;
const isSyllable = (t: Token | undefined): boolean => t !== undefined && isCapital(t) && apart.test(t.key) && !has(t, L.Function | L.Place | L.Everyday);
