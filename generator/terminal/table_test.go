package terminal

import "testing"

func TestTable(t *testing.T) {
	got := Table([][]string{{"全新生成", "1", "尾"}, nil, {"a", "一二", ""}, {"（下限）×–"}, {"甲\n乙", "\x1b"}})
	want := "全新生成      1         尾\n\na             一二\n（下限）×–\n甲<U+000A>乙  <U+001B>\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
