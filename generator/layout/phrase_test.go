package layout

import (
	"strings"
	"testing"
)

// marked writes a text, what is held together in |…|.
func marked(text string) string {
	var m machine
	writePhrases(&m, text)
	return strings.NewReplacer(holdOpen, "|", holdClose, "|").Replace(string(m.out))
}

func TestPhrases(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"关于停水检修的通知", "关于停水检修的通知"}, // one line
		{"关于某某的事项的通知不分开", "|关于|某|某的|事|项的||通知|不|分开|"},
		{"某某镇关于开展环境整治行动的通知", "某某镇|关于||开展||环境||整治||行动的||通知|"},
		{"某某镇政府信息公开管理办法", "某某镇|政府信息||公开||管理办法|"},
		{"关于印发《某某管理办法（试行）》的通知", "|关于||印发|《某某|管理办法||（试行）||》的||通知|"},
		{"2026年第一季度共12.5公里", "|2026年||第一季度|共|12.5公里|"},
		{"截至2026年3月10日的1,280.50万元", "截至|2026年3月10日的||1,280.50万元|"},
		{"某某村某某社某某会村规民约", "某某村某某社某某会村规|民约|"},
		{"某某某某某某（以公布的为准）", "某某某某某某|（以公布的为准）|"},
		{"某某某某（以后来公布的内容为准）", "某某某某（以后来|公布的|内容|为准|）"},
		{"某某文件有效期至：2026-03-10）。", "某某文件有效期至：|2026-03-10|）。"},
		{"示政发〔2026〕12号、第8次", "示政发|〔2026〕||12号|、|第8次|"},
		{"第3次会议、第十四届代表大会", "|第3次||会议|、|第十四届||代表||大会|"},
		{"“回头看”“这是一段不短的话”", "|“回头看”|“这是一段不|短的话|”"},
		{strings.Repeat("1", 40), "|" + strings.Repeat("1", 14) + "||" + strings.Repeat("1", 14) + "||" + strings.Repeat("1", 12) + "|"},
		{"“Two languages”和“PM2.5”以及某某", "“Two languages”和|“PM2.5”|以及|某某|"}, // as long as six characters in bytes, and wider
		{"关于2026年12月10日10时30分停水的通知", "|关于||2026年12月10日||10时30分||停水的||通知|"},
		{"12345678901234万元是多少的问题", "1234|5678901234万元|是多|少的||问题|"},
		{"某某某某某某（以公布的为准）的", "某某某某某某|（以公布的为准）|的"},
		{"a < b & <c>的，但是不是所有的字", "a &lt; b &amp; &lt;c>的，但是不是所|有的字|"},
	} {
		if got := marked(c.text); got != c.want {
			t.Errorf("%s:\n%s, want\n%s", c.text, got, c.want)
		}
	}
}

// FuzzPhrases: what is held together or not, the text is the text.
func FuzzPhrases(f *testing.F) {
	for _, text := range append(texts, "关于开展2026年度“百日攻坚”行动的通知", "（", "第", "第一", "1,", "12%的", "的的的", "\x80的通") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var plain machine
		writeText(&plain, text)
		got := strings.ReplaceAll(marked(text), "|", "")
		if want := strings.ReplaceAll(string(plain.out), "|", ""); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	})
}

func BenchmarkPhrases(b *testing.B) {
	for name, write := range map[string]writer{"plain": writeText, "phrases": writePhrases} {
		b.Run(name, func(b *testing.B) {
			var m machine
			for b.Loop() {
				m.out = m.out[:0]
				write(&m, "示例镇人民政府关于开展2026年度农村人居环境整治“百日攻坚”行动的通知")
			}
		})
	}
}
