/**
 * What a single short paragraph looks like, as tables of small named rules. Each rule sees one paragraph alone;
 * `blocks.ts` then decides with the document in view. Every pattern is anchored and tried on short text only. Only those that ask
 * for kinds of characters have the flag `u`: with it and `i`, compiling a pattern costs a document's whole splitting many times over.
 */
import { LineRules, type LineRule } from './line-rule-table';

export { maxRuledLength } from './line-rule-table';

/** Controls, notices and navigation that a web page leaves in its text. */
export const furnitureRules = new LineRules([
  {
    name: 'page-language',
    opens: 'page site available other language',
    pattern: /^(page |site |available |other )?languages?( versions?)?:?( [\p{L} ,|/]{1,60})?$/iu,
  },
  { name: 'rating', opens: 'please rate', pattern: /^(please )?rate (it|this)( \p{L}+)?\.?$/iu },
  {
    name: 'comment-control',
    opens: 'add leave post write submit log sign cancel reply report show view load comments',
    pattern:
      /^(add|leave|post|write|submit) (a |your |new )?(comment|reply)s?( below| here| now)?[.!]?$|^(log|sign) in to (comment|reply)\.?$|^cancel reply$|^reply$|^report( (abuse|comment|a typo|an error))?$|^(show|view|load) (all |more |\d+ )*(comments|replies)$|^comments (are )?(closed|off|disabled)\.?$/i,
  },
  {
    name: 'source-link',
    opens: 'original source via link url http',
    pattern: /^(original )?source( (link|url|article))?:?$|^(source|via|link|url):? ?https?:\/\/\S+$|^https?:\/\/\S+$/i,
  },
  {
    name: 'privacy',
    opens: 'accept',
    holds: 'privacy|cookie|terms|spam',
    pattern:
      /\b(privacy|cookie) (policy|notice|settings|statement)\b|\bterms (of (use|service)|and conditions)\b|^we (use|don.t use) cookies\b|\bthis (web)?site uses cookies\b|^accept( all)?( cookies)?$|\bwe don.t spam\b/i,
  },
  {
    name: 'newsletter',
    opens: 'sign subscribe daily weekly newsletter enter your e-mail email thank',
    holds: 'inbox|sign up|subscribe',
    pattern:
      /\b(to|in) your inbox\b|\b(sign up|subscribe) (for|to) (our|the|my)\b.{0,60}\b(newsletter|channel|updates|briefing|emails?|feed)s?\b|^(sign up|subscribe)( now| here| today)?[.!]?$|^(daily |weekly )?newsletters?$|^(enter )?your e-?mail( address)?:?$|^thank you for subscribing\b/i,
  },
  {
    name: 'sharing',
    opens:
      'share tweet pin follow like print e-mail email save bookmark copy facebook twitter linkedin whatsapp telegram vkontakte reddit instagram youtube rss',
    pattern:
      /^(share|tweet|pin|follow us|like us|print|e-?mail|save|bookmark|copy link)( (this|it|article|story|page|via|on|to|with|by|friends|email|e-mail|facebook|twitter|x|linkedin|whatsapp|telegram|vk|reddit|instagram|youtube|pinterest|and|or|,)){0,8}[.!:]?$|^(facebook|twitter|linkedin|whatsapp|telegram|vkontakte|reddit|instagram|youtube|pinterest|rss)( ?[,|/·•]? ?(facebook|twitter|linkedin|whatsapp|telegram|vkontakte|reddit|instagram|youtube|pinterest|rss|email|print)){0,8}$/i,
  },
  {
    name: 'read-more',
    opens: 'read see watch listen learn show load also more continue click related recommended popular trending latest top most',
    pattern:
      /^(read|see|watch|listen|learn)( also| more| next| too| now)?:( .{1,200})?$|^(read|learn|show|see|load) more( (here|about .{1,80}))?[.…»>]*$|^(also|more) (read|on this|from|in|about)\b.{0,60}:?$|^continue reading\b.{0,100}$|^click here\b.{0,100}$|^(related|recommended|popular|trending|latest|top|most read)( (articles?|stories|news|posts?|topics|content|videos?|coverage|links))?:?$|^(more|related) (news|stories|coverage|topics)\b.{0,40}$/i,
  },
  {
    name: 'tags',
    opens: 'tag topic keyword category filed posted section',
    pattern: /^(tags?|topics?|keywords?|categor(y|ies)|filed under|posted in|section):( .{1,200})?$/i,
  },
  {
    name: 'navigation',
    opens: 'home menu search login log register sign contact about skip back top next previous advertise sponsored close main archive print sitemap loading',
    pattern:
      /^(home(page)?|menu|search|login|log in|log out|register|sign in|contact us|about( us)?|skip to (main )?content|back( to top)?|top|next|previous|advertise?ment|advertising|sponsored( content)?|close|main page|archive|print version|sitemap|loading\.{0,3})$/i,
  },
  {
    name: 'paging',
    opens: '0 page previous next older newer',
    pattern: /^(page )?\d{1,4} (of|\/) \d{1,4}$|^(previous|next|older|newer) (article|story|posts?|page)s?\b.{0,80}$/i,
  },
  {
    name: 'copyright',
    opens: 'copyright (c) ©',
    holds: 'all rights reserved',
    pattern: /^(copyright|\(c\)|©) ?(\(c\)|©)? ?\d{4}\b.{0,160}$|^(copyright|©).{1,120}\b\d{4}\b.{0,20}$|\ball rights reserved\b/i,
  },
  {
    name: 'counters',
    opens: '0 view share like hit visit',
    pattern:
      /^(views?|shares?|likes?|hits|visits):? ?\d[\d.,]{0,9}k?$|^\d[\d.,]{0,9}k? (views?|shares?|likes?|reads|votes?|comments?|replies)$|^\d{1,3}[ -]min(ute)?s?( read)?$/i,
  },
  {
    name: 'byline',
    opens: 'by written author reported edited translated reporting',
    pattern:
      /^([Bb]y|BY|[Ww]ritten by|[Aa]uthor:|[Rr]eported by|[Ee]dited by|[Tt]ranslated by|[Rr]eporting by) [\p{Lu}][\p{L}.'’-]*(,? (and |& )?[\p{Lu}][\p{L}.'’-]*){0,7}$/u,
  },
  {
    name: 'timestamp',
    opens: 'first last published updated posted modified',
    pattern: /^((first |last )?(published|updated|posted|modified)( on| at)?:? ).{4,60}$/i,
  },
  {
    name: 'dateline-alone',
    longest: 64,
    pattern:
      /^((mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?(\d{1,2}(st|nd|rd|th)? [^\s\d,:]{3,10},? \d{4}|[^\s\d,:]{3,10} \d{1,2},? \d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})([, |T-]{1,3}(at )?\d{1,2}: ?\d{2}(:\d{2})?( ?[ap]\.?m\.?)?( [A-Z]{2,4}([+-]\d{1,2})?)?)?$/i,
  },
]);

/** A line that says whose picture stood there. */
export const creditRules = new LineRules([
  {
    name: 'photo-label',
    opens: '( [ file photo image picture illustration screenshot caption credit',
    pattern:
      /^\(?\[?(file )?(photos?|images?|pictures?|pictured|illustrations?|photographs?|screenshots?)( used| credits?| by| from| courtesy of| source)? ?[:/©].{0,200}$|^(photo|image|picture)s? (used|credits?|by|courtesy of)\b.{1,120}$|^(caption|credit):.{1,200}$/i,
  },
  { name: 'copyright-name', opens: '© (c)', pattern: /^(©|\(c\)) ?(?!\d)(?!.*\b(19|20)\d\d\b).{2,80}$/i },
  {
    name: 'agency',
    opens: 'ap afp epa dpa ansa efe pa tass reuters xinhua sputnik getty shutterstock associated ria anadolu bloomberg keystone wiki flickr unsplash pixabay',
    pattern:
      /^(AP|AFP|EPA|DPA|ANSA|EFE|PA|TASS|Reuters|Xinhua|Sputnik|Getty( Images)?|Shutterstock|Associated Press|RIA Novosti|Anadolu( Agency)?|Bloomberg|Keystone|Wikimedia( Commons)?|Wikipedia|Flickr|Unsplash|Pixabay)( (Photo|Images|via .{2,30}))?( ?[/|,] ?[\p{L} .'-]{2,40}){0,3}$/u,
  },
  {
    name: 'trailing-credit',
    closes: ') ).',
    pattern: /\((photo|image|picture|credit)s?( (by|credit|courtesy of))?:[^()]{2,80}\)\.?$|\((AP|AFP|EPA|Reuters)( Photo| ?\/)[^()]{0,60}\)$/i,
  },
  { name: 'trailing-agency', closes: 'ap afp epa reuters tass images', pattern: /[/|] ?(AP|AFP|EPA|Reuters|TASS|Getty Images)$/i },
  { name: 'trailing-name', holds: '©|photo:', pattern: /(©|\bPhoto:) ?[\p{L}][^©]{1,60}$/iu },
]);

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const clock = '\\d{1,2}[:.] ?\\d{2}(?::\\d{2})?(?: ?[ap]\\.?m\\.?)?';
const day = `(?:\\d{1,2} ${month},? \\d{4}|${month} \\d{1,2},? \\d{4}|\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}|\\d{4}-\\d{2}-\\d{2})`;
const ago = '(?:an?|\\d{1,3}) (?:second|minute|hour|day|week|month|year)s? ago';

/** The head of one reader's comment. `strong` heads prove a comment section on their own, others only inside one. */
export interface HeaderRule extends LineRule {
  readonly strength: 'strong' | 'inside';
}

export const commentHeaderRules = new LineRules<HeaderRule>([
  {
    name: 'name-and-handle-with-time',
    closes: '0 m m.',
    strength: 'strong',
    pattern: new RegExp(`^(?<author>[^()]{1,60} \\([^()]{1,60}\\)),? ${day},? (?:at )?${clock}$`, 'i'),
  },
  { name: 'presence', holds: 'line ', strength: 'strong', pattern: /^(\d{1,5}[.)] )?(?<author>\S+( \S+){0,4}) (Off|On)line \k<author>$/ },
  {
    name: 'name-says-at',
    closes: '0 m m. :',
    strength: 'strong',
    pattern: new RegExp(`^(?<author>[^:]{1,60}?) (?:says|said|wrote|writes|commented|on)[:,]? ${day},? (?:at )?${clock}:?$`, 'i'),
  },
  {
    name: 'name-with-time',
    closes: '0 m m. ago',
    strength: 'inside',
    pattern: new RegExp(`^(?:\\d{1,5}[.)] )?(?<author>[^\\n]{1,60}?)[ ,|•·-]{1,3}(?:${day},? (?:at )?${clock}|${ago})$`, 'i'),
  },
  { name: 'name-says', closes: ':', strength: 'inside', pattern: /^(\d{1,5}[.)] )?(?<author>[^:.!?]{1,60}) (says|said|wrote|writes|commented):$/i },
  { name: 'time-alone', closes: '0 m m. ago', strength: 'inside', pattern: new RegExp(`^(?:${day},? (?:at )?${clock}|${ago})$`, 'i') },
  { name: 'numbered-name', opens: '# 0', strength: 'inside', pattern: /^(#\d{1,5}|\d{1,5}[.)]) (?<author>[\p{L}\d_][\p{L}\d_.-]*( [\p{L}\d_.-]+){0,3})$/iu },
]);

/** The heading of a comment section. */
export const commentSectionRules = new LineRules([
  {
    name: 'comments',
    opens: '0 all readers user latest top comment replies response discussion thoughts',
    pattern: /^(\d{1,6} )?(all |readers?.? |user |latest |top )?(comments?|replies|responses|discussion|thoughts)( \(?\d{1,6}\)?)?( (on|to) .{1,160})?:?$/i,
  },
  {
    name: 'comments-elsewhere',
    opens: '0 коммент коментар commentaire kommentar comentario komentarze',
    pattern:
      /^(\d{1,6} )?(комментари[ийев]{1,2}|коментар[іяїв]{1,2}|commentaires?|kommentare?|comentarios?|commenti|komentarze|comentarii)( ?\(?\d{1,6}\)?)?:?$/i,
  },
]);

/** Ways to reach a person, as press releases end with. */
export const contactRules = new LineRules([
  {
    name: 'phone',
    closes: '0 ) mobile office cell',
    pattern:
      /^((tel|phone|telephone|mobile|mob|cell|fax|office|gsm|t|m|p)(\.|:|\.:) ?)?(\+|\(?0)[\d ()./-]{6,24}\d( ?\(?(mobile|office|cell|ext\.? ?\d{1,5})\)?)?$|^(tel|phone|telephone|mobile|cell|fax)[.:]{0,2} ?[\d ()./-]{6,24}\d$|^\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}$/i,
  },
  { name: 'e-mail', holds: '@', pattern: /^(e-?mail:? ?)?[\p{L}\d._%+-]{1,64}@[\p{L}\d.-]{1,64}$/iu },
  {
    name: 'contact-label',
    opens: 'press media news contact enquir inquir office service for note',
    pattern:
      /^((press|media|news) )?(contacts?|enquir(y|ies)|inquir(y|ies)|office|service)( (information|details|person|persons|for the media))?:( .{1,160})?$|^((press|media) contacts?|for (more|further) information,?( please)?( contact)?:?.{0,80}|notes? to editors:?)$/i,
  },
]);
