package sim

import "testing"

// TestHashIsSplitMix64. Oracle: the first outputs that Rosetta Code publishes for the seed 1234567; a step adds the golden ratio.
func TestHashIsSplitMix64(t *testing.T) {
	const golden = 0x9e3779b97f4a7c15
	state := uint64(1234567)
	for i, want := range []uint64{6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821} {
		if got := Hash(state); got != want {
			t.Errorf("output %d: got %d, want %d", i, got, want)
		}
		state += golden
	}
}
