package screening

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/site/record"
)

// resident makes an ID number that belongs to nobody we know: no one was born then.
func resident(n int) string {
	number := fmt.Sprintf("110228%s%03d", "19010203", n)
	weights := [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += w * int(number[i]-'0')
	}
	return number + string("10X98765432"[sum%11])
}

// found lists marks as CODE line:column.
func found(marks []record.Mark) []string {
	var list []string
	for _, m := range marks {
		list = append(list, fmt.Sprintf("%s %d:%d", m.Found.Code, m.Found.Pos.Line, m.Found.Pos.Column))
	}
	return list
}

func TestDocument(t *testing.T) {
	id, other := resident(1), resident(2)
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a sentence", "---\ntitle: 公告\n---\n张三，身份证号" + id + "。\n", []string{"PV001 4:8"}},
		{"the title", "---\ntitle: 联系 13812345678\n---\n", []string{"PV010 2:11"}},
		{"a table", "---\n---\n| 姓名 | 证件号码 |\n|---|---|\n| 张三 | " + id + " |\n| 李四 | " + other + " |\n", []string{"PV001 5:8", "PV001 6:8"}},
		{"tabs", "---\n---\n姓名\t证件号码\n张三\t" + id + "\n", []string{"PV001 4:4"}},
		{"half in bold", "---\n---\n电话 **138**1234**5678**。\n", []string{"PV010 3:6"}},
		{"with underscores", "---\n---\n电话 138_1234_5678\n", []string{"PV010 3:4"}},
		{"escaped", "---\n---\n电话 138\\-1234\\-5678\n", []string{"PV010 3:4"}},
		{"CRLF", "---\r\n---\r\n张三" + id + "\r\n", []string{"PV001 3:3"}},
		{"masked", "---\n---\n张三 11\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*02X 138\\*\\*\\*\\*5678\n", nil},
		{"nothing", "---\ntitle: 公告\nindex_number: 000014349/2017-00003\n---\n电话 010-61031234，2017年3月15日。\n", nil},
	}
	s := New(Settings{Year: 2026})
	for _, test := range tests {
		marks := s.Document("content/notices/2026/0001.md", []byte(test.text))
		if diff := cmp.Diff(test.want, found(marks)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		for _, m := range marks {
			if said := fmt.Sprint(m); strings.Contains(said, id) || strings.Contains(said, "1234") {
				t.Errorf("%s: the mark tells the number: %s", test.name, said)
			}
			if m.Value != "" {
				t.Errorf("%s: a sum without a key: %s", test.name, m.Value)
			}
		}
	}
	if marks := s.Document("content/notices/2026/"+id+".md", nil); len(marks) != 1 {
		t.Errorf("in the name of a file: %v", found(marks))
	}
}

// The same number has one sum, however it is written and wherever it is; under another
// key it has another.
func TestValue(t *testing.T) {
	id := resident(3)
	spaced := id[:6] + " " + id[6:14] + " " + id[14:]
	s := New(Settings{Year: 2026, Key: []byte("a")})
	one, two := s.Document("a.md", []byte("身份证号"+id)), s.Document("b.md", []byte("号码："+spaced))
	if len(one) != 1 || len(two) != 1 || one[0].Value == "" || one[0].Value != two[0].Value {
		t.Errorf("%v and %v", one, two)
	}
	if other := New(Settings{Year: 2026, Key: []byte("b")}).Document("a.md", []byte("身份证号"+id)); other[0].Value == one[0].Value {
		t.Error("the key does not count")
	}
	sums := map[string]bool{}
	for _, given := range []Settings{{Year: 2026}, {Year: 2027}, {Year: 2026, Key: []byte("a")}, {Year: 2026, Office: []string{"13812345678"}}} {
		sum := New(given).Sum()
		sums[string(sum[:])] = true
	}
	if len(sums) != 4 {
		t.Errorf("%d sums of four settings", len(sums))
	}
}

// Numbers that the office has made public are none of anybody's.
func TestOffice(t *testing.T) {
	s := New(Settings{Year: 2026, Office: []string{"办公电话：010-61031234；值班手机 138 1234 5678"}})
	if marks := s.Document("a.md", []byte("值班电话 13812345678，个人电话 13912345678")); len(marks) != 1 || marks[0].Found.Pos.Column != 23 {
		t.Errorf("%v", found(marks))
	}
}

func file(t *testing.T, s *Screener, name string, data []byte) []record.Mark {
	t.Helper()
	marks, err := s.File(name, bytes.NewReader(data), int64(len(data)), "0")
	if err != nil {
		t.Fatal(err)
	}
	return marks
}

// A text has lines in whatever encoding, and can be mended there.
func TestLines(t *testing.T) {
	s := New(Settings{Year: 2026})
	text := "姓名,证件号码,电话\r\n张三," + resident(4) + ",13812345678\r\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"a.csv": text, "gbk.csv": gbk, "bom.csv": "\ufeff" + text} {
		marks := file(t, s, name, []byte(data))
		if diff := cmp.Diff([]string{"PV001 2:4", "PV010 2:23"}, found(marks)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		for _, m := range marks {
			if m.Mask.IsZero() || !strings.Contains(m.Mask.Text, "*") {
				t.Errorf("%s: %s cannot be mended", name, m.Found.Code)
			}
		}
	}
}

// TestRemarks: what cannot be looked into is said, each with its rule and its place.
func TestRemarks(t *testing.T) {
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for name, data := range map[string]string{"名单.txt": "张三 " + resident(5), "旧.doc": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)} {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	s := New(Settings{Year: 2026, Key: []byte("a")})
	tests := []struct{ name, data, want, where string }{
		{"名单.rar", "Rar!\x1a\x07\x00" + strings.Repeat("x", 100), "SC001", ""},
		{"名单.bmp", "BM" + strings.Repeat("\x00", 100), "SC002", ""},
		{"名单.docx", "{\\rtf1 abc}", "SC003", ""},
		{"材料.zip", packed.String(), "PV001", "名单.txt"},
		{"材料.zip", packed.String(), "SC001", "旧.doc"},
	}
	for _, test := range tests {
		ok := false
		for _, m := range file(t, s, test.name, []byte(test.data)) {
			ok = ok || m.Found.Code == test.want && strings.Contains(m.Found.Pos.Where.ZH, test.where) && m.Value != "" && m.Picture == (test.want == "SC002")
		}
		if !ok {
			t.Errorf("%s: no %s in %q: %v", test.name, test.want, test.where, file(t, s, test.name, []byte(test.data)))
		}
	}
	if marks := file(t, s, "空.txt", nil); len(marks) != 0 {
		t.Errorf("an empty file: %v", marks)
	}
}
