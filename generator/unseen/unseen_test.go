package unseen

import (
	"testing"
	"unicode"
)

// TestJoined: what belongs to the characters beside it, and what does not.
func TestJoined(t *testing.T) {
	for text, want := range map[string]bool{
		"☎‹\ufe0f›": true, "1‹\ufe0f›\u20e3": true, "©‹\ufe0f›": true, "‼‹\ufe0f›": true, "㊗‹\ufe0f›": true, "❤\ufe0f‹\u200d›🔥": true, "👩‹\u200d›👧": true,
		"葛‹\U000e0100›": true, "、‹\ufe00›": true, "凞‹\ufe00›": true, "🏴\U000e0067‹\U000e0062›": true, "\u1820‹\u180b›": true, "\u1820‹\u180e›\u1821": true,
		"가‹\u3164›": true, "\u1100‹\u1160›": true, "‹\u2800›⠁": true, "a‹\u034f›\u0301": true, "نمی‹\u200c›خواهم": true,
		"甲‹\ufe0f›": false, "1‹\ufe0f›月": false, "a‹\ufe0f›": false, " ‹\ufe00›": false, "☎\ufe0f‹\ufe0f›": false, "a‹\U000e0100›": false, "甲‹\U000e0041›": false,
		"🏴甲‹\U000e0041›": false, "甲‹\u3164›乙": false, "甲‹\u2800›": false, "甲‹\u115f›": false, "甲‹\u180b›": false, "甲‹\u200d›乙": false, "甲\u200b‹\u200d›乙": false,
		"‹\ufe0f›": false, "‹\ufe00›甲": false, "甲‹\u034f›乙": false, "甲‹\u17b5›": false, "甲\u3164‹\u3164›": false, "甲‹\u200e›": false,
	} {
		line, at := marked(text)
		if got := Joined(line, at); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}

// marked cuts the marks from a text, and returns where the character between them stands.
func marked(text string) (line []byte, at int) {
	for _, r := range text {
		switch r {
		case '‹':
			at = len(line)
		case '›':
		default:
			line = append(line, string(r)...)
		}
	}
	return line, at
}

// TestWithout: what changes nothing goes, and the rest stays, by Without and by Idle.
func TestWithout(t *testing.T) {
	for text, want := range map[string]string{
		"甲\u200b乙\u00ad丙\ufeff":       "甲乙丙",
		"甲\u3164乙\u3164":              "甲\u3000乙",
		"\u3164\uffa0 甲 \u2800":       " 甲 ",
		"甲\uffa0乙\u2800丙\u115f丁":      "甲\uffa0乙\u2800丙\u115f丁",
		"\u2066甲\u2069，\u200e丙":       "甲，丙",
		"\u202e甲\u202c，\u200e丙":       "\u202e甲\u202c，\u200e丙",
		"甲\u200f，乙\u200e":             "甲\u200f，乙\u200e",
		"电话\u202a123\u202c א":         "电话\u202a123\u202c א",
		"甲\U000e0041\U000e007f乙":      "甲乙",
		"甲\ufe0f，☎\ufe0f，葛\U000e0100": "甲，☎\ufe0f，葛\U000e0100",
		"甲\ufff9乙\ufffa丙\ufffb":       "甲\ufff9乙\ufffa丙\ufffb",
		"👩\u200d👧甲\u200d乙":            "👩\u200d👧甲乙",
		"":                            "",
	} {
		got := string(Without([]byte(text)))
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if again := string(Without([]byte(got))); again != got {
			t.Errorf("%q: and then %q", text, again)
		}
		for at, r := range text {
			if Is(r) && Idle([]byte(text), at) && len(Without([]byte(text))) == len(text) {
				t.Errorf("%q: idle at %d, and stays", text, at)
			}
		}
	}
}

// TestName: each has a name that is not said of all, but for rare format characters, and
// nothing that is seen is taken for unseen.
func TestName(t *testing.T) {
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if !Is(r) {
			continue
		}
		if !unicode.In(r, unicode.Cf, unicode.Mn, unicode.Lo) && r != '\u2800' {
			t.Errorf("%U is seen", r)
		}
		if zh, en := Name(r); zh == "" || en == "" || zh == "格式字符" && r < 0x10000 && r != 0x070F {
			t.Errorf("%U has no name", r)
		}
	}
	for _, r := range "甲a，\u3000\u00a0😀☎\u0301\u0601\u06dd\u0300⠁가\u3131" {
		if Is(r) {
			t.Errorf("%U is none", r)
		}
	}
}
