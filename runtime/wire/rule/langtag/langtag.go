// Package langtag has the one rule of validate tags that needs more than the
// standard library: bcp47_language_tag. Emitted code imports it only where a
// contract has that rule.
//
// It knows which languages, scripts and regions there are, by the tables of
// golang.org/x/text/language. They make a program larger by about 0.3 MB;
// and asking takes memory.
package langtag

import "golang.org/x/text/language"

// IsLanguageTag reports whether s is a language tag (BCP 47) of which all parts are
// known, as [language.Parse] understands it.
func IsLanguageTag(s string) bool {
	_, err := language.Parse(s)
	return err == nil
}
