package native

import (
	"testing"

	"steersim/recorder/recordertest"
)

func TestFullFileSystem(t *testing.T) { recordUntilFull(t, recordertest.SmallDisk(t)) }
