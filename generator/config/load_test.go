package config

import (
	"os"
	"testing"

	"gongkai/generator/diag"
)

func TestX(t *testing.T) {
	data, _ := os.ReadFile("../../config.toml")
	c, ds := Load(data)
	t.Logf("%+v", c)
	diag.Printer{W: os.Stdout, Lang: "zh"}.Print(ds)
}
