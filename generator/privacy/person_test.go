package privacy

import (
	"testing"
	"time"
)

// The name of a file tells whose illness or need it is about.
func TestPerson(t *testing.T) {
	f := New(Settings{Today: time.Date(2026, 11, 27, 0, 0, 0, 0, time.UTC)})
	for text, want := range map[string]bool{
		"张三低保名单": true, "0007-张三低保名单": true, "关于张三的低保审批": true, "低保户张三": true, "残疾人王小明补助": true, "低保-张三": true, "李四_临时救助": true, "欧阳小明的残疾证": true,
		"低保名单": false, "低保金发放表": false, "残疾人补贴公示": false, "特困人员名册": false, "附件1": false, "申请表": false, "张三": false, "张村低保名单": false, "医疗救助办法": false, "": false,
	} {
		if got := f.Person(text); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}
