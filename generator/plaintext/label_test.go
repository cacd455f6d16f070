package plaintext

import "testing"

func TestLabel(t *testing.T) {
	for cell, want := range map[string]string{
		"单位：元": "元", "填报单位: 某镇民政办": "某镇民政办", "审核人：": "", "日期：2026年3月1日": "2026年3月1日",
	} {
		if value, ok := Label(cell); !ok || value != want {
			t.Errorf("Label(%q) = %q, %t", cell, value, ok)
		}
	}
	for _, cell := range []string{"", "：元", "元", "9:00", "2026年3月1日：晴", "这一句话的冒号在十二个字以后才有的：不是标签"} {
		if value, ok := Label(cell); ok {
			t.Errorf("Label(%q) = %q", cell, value)
		}
	}
}
