package tomllist

import (
	"fmt"
	"testing"

	"gongkai/generator/diag"
)

func rule(code string) *diag.Rule { return &diag.Rule{Code: code, Message: diag.Text{ZH: "%[1]v"}} }

var rules = Rules{NotUTF8: rule("TL001"), TooMuch: rule("TL002"), Syntax: rule("TL003"), Unknown: rule("TL004")}

type list struct {
	Name   string `toml:"name"`
	Things []struct {
		Key string            `toml:"key"`
		Map map[string]string `toml:"map"`
	} `toml:"thing"`
	Others []struct {
		Key string `toml:"key"`
	} `toml:"other"`
}

// Places are those in the file as it stands on disk, whatever stands between the tables.
func TestAt(t *testing.T) {
	const text = "\ufeff# 说明\nname = \"甲\"\n[[thing]]\nkey = \"a\"\n\n[[other]]\nkey = \"b\"\n [[ thing ]]\nmap.x = \"c\"\n"
	var into list
	f, found := Decode("f.toml", []byte(text), &into, rules)
	if f == nil || len(found) > 0 || len(into.Things) != 2 {
		t.Fatal(found)
	}
	for _, x := range []struct {
		table string
		i     int
		key   string
		want  string
	}{
		{"thing", -1, "name", "2:10"}, {"thing", 0, "key", "4:9"}, {"thing", 0, "map", "3:0"}, {"thing", 1, "map", "9:11"}, {"thing", 1, "key", "8:0"}, {"other", 0, "key", "7:9"}, {"thing", -1, "key", "1:0"},
	} {
		pos := f.At(x.table, x.i, x.key)
		if got := fmt.Sprintf("%d:%d", pos.Line, pos.Width); got != x.want || pos.File != "f.toml" {
			t.Errorf("%s %d %s is at %s of %s, want %s", x.table, x.i, x.key, got, pos.File, x.want)
		}
	}
}

func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"name = \"a\"\nnme = \"b\"\n[[thing]]\nkee = 1\n": "TL004:2 nme TL004:4 kee ",
		"name = 甲\n":                           "TL003:1",
		"a = 0\n[[[[[[[[[":                     "TL002:0",
		"# \xd4\xaa\xb5\xa9\xb7\xc5\xbc\xd9\n": "TL001:1",
	} {
		f, found := Decode("f.toml", []byte(text), new(list), rules)
		got := ""
		for _, d := range found {
			if d.Code == "TL004" {
				got += fmt.Sprintf("%s:%d %s ", d.Code, d.Pos.Line, d.Message.ZH)
			} else {
				got += fmt.Sprintf("%s:%d", d.Code, d.Pos.Line)
			}
		}
		if f != nil || got != want {
			t.Errorf("%q: found %s, want %s", text, got, want)
		}
	}
}
