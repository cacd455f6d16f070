package plaintext

import (
	"bytes"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// TestReplace: a piece is replaced in whatever encoding, and all other bytes stay, also those
// that an encoder would write otherwise.
func TestReplace(t *testing.T) {
	little, big := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	encodings := []struct {
		name, mark string
		encoding.Encoding
		odd string // bytes that are not what an encoder makes of their text
	}{
		{"UTF-8", "", encoding.Nop, ""},
		{"UTF-8 with mark", "\xef\xbb\xbf", encoding.Nop, ""},
		{"GBK", "", simplifiedchinese.GBK, "\x80"}, // €, which is A2 E3, too
		{"GB 18030", "", simplifiedchinese.GB18030, "\x80"},
		{"UTF-16 LE", "", little, ""},
		{"UTF-16 BE", "", big, ""},
		{"UTF-16 LE with mark", "\xff\xfe", little, "\x00\xdc"}, // half of a pair
		{"UTF-16 BE with mark", "\xfe\xff", big, "\xdc\x00"},
	}
	const number, masked = "13812345678", "138****5678"
	for _, e := range encodings {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			encode := func(s string) []byte {
				data, err := e.NewEncoder().Bytes([]byte(s))
				if err != nil {
					t.Fatal(err)
				}
				return data
			}
			around := [][]byte{encode("a,b,c,d,e,f,g,h" + end + "序号,姓名,电话" + end + "1,张某,"), append(encode("€,"), e.odd...), encode(end + "3,王某" + end)}
			file := func(value string) []byte {
				return append([]byte(e.mark), bytes.Join(around, encode(value))...)
			}
			data := file(number)
			o, err := Open(data)
			if err != nil {
				t.Errorf("%s: %v", e.name, err)
				continue
			}
			for from := 0; ; {
				i := bytes.Index(o.Text[from:], []byte(number))
				if i < 0 {
					break
				}
				if err := o.Replace(from+i, from+i+len(number), []byte(masked)); err != nil {
					t.Fatalf("%s: %v", e.name, err)
				}
				from += i + len(number)
			}
			if got := o.Bytes(); !bytes.Equal(got, file(masked)) {
				t.Errorf("%s, %q:\n% x, want\n% x", e.name, end, got, file(masked))
			}
			if o, err = Open(data); err != nil || !bytes.Equal(o.Bytes(), data) {
				t.Errorf("%s: without a piece the file is another: %v", e.name, err)
			}
		}
	}
}

// A piece has its place between characters, behind the one before.
func TestReplaceNowhere(t *testing.T) {
	o, err := Open([]byte("\xff\xfe\x11\x62\xec\x4e")) // 我们
	if err != nil || string(o.Text) != "我们" {
		t.Fatalf("%q, %v", o.Text, err)
	}
	if err := o.Replace(3, 3, []byte("和")); err != nil {
		t.Fatal(err)
	}
	for _, place := range [][2]int{{4, 6}, {0, 3}, {3, 7}, {5, 4}} {
		if err := o.Replace(place[0], place[1], nil); err == nil {
			t.Errorf("%v is replaced", place)
		}
	}
}
