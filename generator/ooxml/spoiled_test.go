package ooxml

import "testing"

func TestSpoiled(t *testing.T) {
	for text, want := range map[string]bool{
		"#REF!": true, "#N/A": true, "#VALUE!": true, "#DIV/0!": true, "#NAME?": true, "#NUM!": true, "#NULL!": true, "#SPILL!": true,
		"####": true, "1.10101E+17": true, "1E+10": true, "-1.38123E+10": true, "6.2E+018": true,
		"": false, "#": false, "#1": false, "##": false, "1E10": false, "E+10": false, "1.1e+17": false, "12E+10": false,
		"1.10101E-17": false, "见#REF!": false, "A1.5E+10": false, "3#楼": false, "#N/A 无": false,
	} {
		if got := Spoiled(text); got != want {
			t.Errorf("Spoiled(%q) = %t", text, got)
		}
	}
}
