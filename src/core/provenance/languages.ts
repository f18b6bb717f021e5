/** Languages by their English names, as BCP 47 tags: what "translated from …" says. */
const languages: Readonly<Record<string, string>> = {
  arabic: 'ar', armenian: 'hy', azerbaijani: 'az', belarusian: 'be', bulgarian: 'bg', chinese: 'zh', croatian: 'hr', czech: 'cs', danish: 'da', dutch: 'nl',
  english: 'en', estonian: 'et', farsi: 'fa', finnish: 'fi', french: 'fr', georgian: 'ka', german: 'de', greek: 'el', hebrew: 'he', hindi: 'hi',
  hungarian: 'hu', italian: 'it', japanese: 'ja', kazakh: 'kk', korean: 'ko', latvian: 'lv', lithuanian: 'lt', moldovan: 'ro', norwegian: 'no', persian: 'fa',
  polish: 'pl', portuguese: 'pt', romanian: 'ro', russian: 'ru', serbian: 'sr', slovak: 'sk', slovene: 'sl', slovenian: 'sl', spanish: 'es', swedish: 'sv',
  turkish: 'tr', ukrainian: 'uk', vietnamese: 'vi',
}; // prettier-ignore

export function languageTag(name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(languages, key) ? languages[key] : undefined;
}
