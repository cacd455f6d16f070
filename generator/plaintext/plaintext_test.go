package plaintext

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// TestDecode: whatever Notepad and Excel save comes out as it was typed.
func TestDecode(t *testing.T) {
	const text = "序号,姓名\n1,张某某\n2,欧阳某\n"
	for name, e := range map[string]encoding.Encoding{
		"UTF-8": encoding.Nop, "UTF-8 with mark": unicode.UTF8BOM, "GBK": simplifiedchinese.GBK, "GB 18030": simplifiedchinese.GB18030,
		"UTF-16 LE": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16 BE": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			data, err := e.NewEncoder().Bytes([]byte(replace(text, end)))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := Decode(data, ""); err != nil || got != text {
				t.Errorf("%s, %q: %q, %v", name, end, got, err)
			}
		}
	}
	for name, data := range map[string]string{"a NUL": "a,b\x00", "an executable": "MZ\x90\x00\x03\x00\x00\x00", "damaged": "公示\xff公示公示公示公示"} {
		if got, err := Decode([]byte(data), ""); err == nil {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// TestShort: a short file of Notepad's in GBK is read, however much of it is indents;
// what is as good UTF-8 as it is GBK is refused.
func TestShort(t *testing.T) {
	for _, text := range []string{
		"关于停水的通知\n各村：\n　　12月1日停水。\n　　特此通知。\n　　　　　　　　　　　　　　　　示例镇\n　　　　　　　　　　　　　　　　12月1日\n",
		"　　　　停水通知\n", "姓名,金额\n李某,100\n", "　　　　１２月１日　　　　停水\n", "①村\n②村\n③镇\n",
	} {
		data, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Decode(data, ""); err != nil || got != text {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"停水", "通知\n", "停水通知\n"} {
		data, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Decode(data, ""); err == nil && got != text {
			t.Errorf("%q: %q", text, got)
		}
	}
	for _, text := range []string{"café", "a·b", "Σ，停水"} {
		if got, err := Decode([]byte(text), ""); err != nil || got != text {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}

func replace(text, end string) string {
	out := ""
	for _, r := range text {
		if r == '\n' {
			out += end
			continue
		}
		out += string(r)
	}
	return out
}

func TestRows(t *testing.T) {
	want := [][]string{{"序号", "姓名"}, {"1", "张某,某"}, {"2"}}
	for _, text := range []string{
		"序号,姓名\n1,\"张某,某\"\n2\n", "序号\t姓名\n\n1\t张某,某\n2\n", "序号;姓名\n1;张某,某\n2", "序号，姓名\n1，张某,某\n2\n",
		"sep=;\r\n序号;姓名\r\n1;张某,某\r\n2\r\n", "SEP=\t\n序号\t姓名\n1\t张某,某\n2\n",
	} {
		got, err := Rows(text, true)
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%q: %v %s", text, err, diff)
		}
	}
}

// TestLiteral: a value that is written as a formula so that it stays text is that text.
func TestLiteral(t *testing.T) {
	rows, err := Rows("编号,式\n=\"00123\",=A1\n=\"\",=\"a\"&\"b\"\n", true)
	want := [][]string{{"编号", "式"}, {"00123", "=A1"}, {"", `="a"&"b"`}}
	if diff := cmp.Diff(want, rows); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
}

// TestQuotes: a quote that is not closed takes all that follows into one value, which
// who asks for it must know.
func TestQuotes(t *testing.T) {
	const text = "姓名,村\n\"张某,东村\n李某,西村\n"
	if rows, err := Rows(text, true); err != nil || len(rows) != 2 {
		t.Errorf("%q, %v", rows, err)
	}
	if rows, err := Rows(text, false); err == nil {
		t.Errorf("%q", rows)
	}
}

// TestDelimiter: prose above a table does not decide what divides its values.
func TestDelimiter(t *testing.T) {
	for text, want := range map[string]rune{
		"截至目前，全镇，名单\n姓名,村\n张某,东村\n": ',', "": ',', "甲": ',', "甲;乙\n1,5;2,5\n3,5;4,5\n": ';', "甲\t乙，丙\n1\t2\n": '\t', "甲，乙\n丙，丁\n": '，',
	} {
		if got := delimiter(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
