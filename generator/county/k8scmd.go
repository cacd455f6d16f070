package main

import (
	"errors"

	"gongkai/generator/county/kube"
	"gongkai/generator/county/office"
)

// k8sCommand is `gongkai-county k8s`.
type k8sCommand struct {
	Image     string
	Claim     string
	Name      string
	Namespace string
	Shards    int
	Parallel  int
	Schedule  string
}

// Run prints what Kubernetes is to be told.
func (k *k8sCommand) Run(c *call) error {
	county, err := c.county()
	if county == nil || err != nil {
		return err
	}
	if k.Image == "" || k.Claim == "" {
		return refuse("要写明 --image（程序的镜像）和 --claim（放 county.toml 的卷，各个 pod 都能读写）", "name --image, that of the program, and --claim, the volume with county.toml, which all pods can write to")
	}
	shards := k.Shards
	if shards == 0 {
		shards = max(1, (len(county.Offices)+officesOfShard-1)/officesOfShard)
	}
	if shards > len(county.Offices) {
		return refuse("--shards %d 比机关还多（%d 个）", "--shards %d are more than there are offices (%d)", shards, len(county.Offices))
	}
	m := &office.Maker{County: county, Store: c.store()}
	next, err := nextChange(m)
	if err != nil {
		return err
	}
	yaml, err := kube.Manifests(kube.Options{
		Name: k.Name, Namespace: k.Namespace, Image: k.Image, Claim: k.Claim, Shards: shards, Parallel: k.Parallel, Schedule: k.Schedule, NextChange: next,
	})
	if errors.Is(err, kube.ErrOption) {
		return refuse("选项写得不对（%s）：名称用小写字母、数字和减号，数目是正数，时间是五段的 cron", "an option cannot be (%s): names have lower-case letters, digits and hyphens, numbers are positive, a schedule has the five parts of cron", err.Error())
	}
	if err != nil {
		return err
	}
	_, err = c.stdout.Write(yaml)
	return err
}

// officesOfShard is how many offices a part has where nothing else is said: enough that a
// pod is worth starting.
const officesOfShard = 10

// nextChange is the first day on which the site of some office would be another though
// nobody has changed anything; "" where nothing was made yet.
func nextChange(m *office.Maker) (first string, err error) {
	for i := range m.County.Offices {
		out, err := m.Outcome(m.County.Offices[i].Key)
		if err != nil {
			return "", err
		}
		if out != nil && !out.Refused && out.Until != office.Forever && (first == "" || out.Until < first) {
			first = out.Until
		}
	}
	return first, nil
}
