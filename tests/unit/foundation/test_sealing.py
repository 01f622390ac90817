"""What is sealed is read by the same key alone."""

import pytest

from foundation.sealing import BrokenSeal, Sealer


def test_a_seal_hides_its_text_and_gives_it_back():
    sealer = Sealer("key of the service", purpose="second factor")

    assert "JBSWY3DP" not in sealer.sealed("JBSWY3DP")
    assert sealer.unsealed(sealer.sealed("JBSWY3DP")) == "JBSWY3DP"


def test_two_seals_of_one_text_differ():
    sealer = Sealer("key of the service", purpose="second factor")

    assert sealer.sealed("JBSWY3DP") != sealer.sealed("JBSWY3DP")


@pytest.mark.parametrize(
    "other", [Sealer("another key", purpose="second factor"), Sealer("key of the service", purpose="another purpose")]
)
def test_another_key_or_purpose_reads_nothing(other):
    sealed = Sealer("key of the service", purpose="second factor").sealed("JBSWY3DP")

    with pytest.raises(BrokenSeal):
        other.unsealed(sealed)


def test_a_former_key_still_reads_and_what_is_renewed_needs_it_no_longer():
    sealed = Sealer("former", purpose="second factor").sealed("JBSWY3DP")
    both = Sealer("present", purpose="second factor", former_keys=["former"])

    assert both.unsealed(sealed) == "JBSWY3DP"
    assert Sealer("present", purpose="second factor").unsealed(both.renewed(sealed)) == "JBSWY3DP"


def test_a_changed_seal_reads_nothing():
    sealer = Sealer("key of the service", purpose="second factor")
    sealed = sealer.sealed("JBSWY3DP")

    for place in (0, 30, len(sealed) - 6):  # beyond, bits of base64 mean nothing
        changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        with pytest.raises(BrokenSeal):
            sealer.unsealed(changed)
