"""The link to pass on says so where it would lead nobody anywhere."""

import pytest

from components.screens.present.choice import is_this_machine


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://localhost:8501/present", True),
        ("http://127.0.0.1:8501/present", True),
        ("http://127.1.2.3/present", True),
        ("http://[::1]:8501/present", True),
        ("http://map.localhost/present", True),
        ("present", True),
        ("http://10.3.2.1:8501/present", False),
        ("https://map.example.gov.cn/duty/present", False),
        ("http://localhost.example.cn/present", False),
        ("http://[fe80::1]:8501/present", False),
    ],
)
def test_addresses_that_mean_the_readers_own_machine(address: str, expected: bool) -> None:
    assert is_this_machine(address) is expected
