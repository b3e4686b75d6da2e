"""What the three stages that make segments tell at the terminal."""


def test_columns_that_were_asked_for_and_dropped_are_told(cdnow_job):
    assert "kmeans: Left out of the clusters: interpurchase_days_cv (" in (
        cdnow_job.output
    )
    assert "no column is left of loyalty" in cdnow_job.output
